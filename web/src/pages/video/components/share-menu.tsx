/** Links to the video, to its beginning or to the moment that is shown. */
import { Clock, Link as LinkIcon, Share2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu } from '../../../design/menu.tsx';
import { useCopyLink } from '../../../design/use-copy-link.ts';
import type { VideoRemote } from '../../../player/video/video-remote.ts';
import { linkAt } from '../model/start-seconds.ts';

export interface ShareMenuProps {
  readonly remote: VideoRemote;
}

export const ShareMenu = ({ remote }: ShareMenuProps): ReactElement => {
  const copyLink = useCopyLink();
  const share = (seconds?: number): Promise<void> => copyLink(linkAt(location.href, seconds));
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
