/** What one does with a stream as a whole. */
import { ExternalLink, Link2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { watchPath } from '../../../app/page-paths.ts';
import { Button } from '../../../design/button.tsx';
import { ButtonLink } from '../../../design/button-link.tsx';
import { useCopyLink } from '../../../design/use-copy-link.ts';
import { EmbedButton } from '../../../embed/embed-button.tsx';
import { useLastStudio } from '../use-last-studio.ts';
import { SessionControl } from './session-control.tsx';

export interface StreamActionsProps {
  readonly stream: Stream;
}

const CopyLink = ({ address }: { readonly address: string }): ReactElement => {
  const copyLink = useCopyLink();
  return (
    <Button icon={<Link2 aria-hidden className="size-4" />} onClick={() => void copyLink(address)}>
      Copy link
    </Button>
  );
};

/** See the file header. */
export const StreamActions = ({ stream }: StreamActionsProps): ReactElement => {
  const studio = useLastStudio(stream);
  const path = watchPath(stream.namespace, stream.name);
  return (
    <>
      <ButtonLink to={path} icon={<ExternalLink aria-hidden className="size-4" />}>
        Viewers’ page
      </ButtonLink>
      <CopyLink address={`${location.origin}${path}`} />
      <EmbedButton stream={stream} />
      {studio?.isManagedHere && <SessionControl stream={stream} />}
    </>
  );
};
