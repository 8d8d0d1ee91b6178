/** Offers what one copies to show a stream in a page of one's own; the dialog's code comes with the first click. */
import { Code } from 'lucide-react';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import type { StreamSummary } from '../api/generated/schemas.ts';
import { Button } from '../design/button.tsx';

export interface EmbedButtonProps {
  readonly stream: Pick<StreamSummary, 'namespace' | 'name' | 'title' | 'visibility'>;
}

const EmbedDialog = lazy(async () => ({ default: (await import('./embed-dialog.tsx')).EmbedDialog }));

export const EmbedButton = ({ stream }: EmbedButtonProps): ReactElement => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={<Code aria-hidden className="size-4" />} onClick={() => setIsOpen(true)}>
        Embed
      </Button>
      {isOpen && (
        <Suspense>
          <EmbedDialog
            namespace={stream.namespace}
            stream={stream.name}
            title={stream.title}
            isPrivate={stream.visibility === 'private'}
            isOpen
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
};
