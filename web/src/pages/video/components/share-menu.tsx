/** Links to the video, to its beginning or to the moment that is shown. */
import { Clock, Link as LinkIcon, Share2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { copyText } from '../../../design/copy-text.ts';
import { Menu } from '../../../design/menu.tsx';
import { useToast } from '../../../design/toasts.tsx';
import type { VideoRemote } from '../../../player/video/video-remote.ts';
import { linkAt } from '../model/start-seconds.ts';

export interface ShareMenuProps {
  readonly remote: VideoRemote;
}

/** What came of it: where it may not be copied, the link is shown instead. */
const copyLink = async (link: string): Promise<string> =>
  (await copyText(link)) ? 'The link is copied' : `Copy it by hand: ${link}`;

export const ShareMenu = ({ remote }: ShareMenuProps): ReactElement => {
  const toast = useToast();
  const share = async (seconds?: number): Promise<void> =>
    toast({ kind: 'done', text: await copyLink(linkAt(location.href, seconds)) });
  const items = [
    { label: 'Copy the link', icon: <LinkIcon aria-hidden className="size-4" />, onSelect: () => void share() },
    {
      label: 'Copy a link to this moment',
      icon: <Clock aria-hidden className="size-4" />,
      onSelect: () => void share(remote.getSnapshot().positionSeconds),
    },
  ];
  return <Menu label="Share" icon={<Share2 aria-hidden className="size-5" />} items={items} />;
};
