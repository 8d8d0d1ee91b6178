/** What can be done to a video. */
import { Download, Pencil, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { IconButton } from '../../../design/icon-button.tsx';
import { Menu } from '../../../design/menu.tsx';

export interface VideoActions {
  readonly onEdit: (video: VideoSummary) => void;
  readonly onDelete: (video: VideoSummary) => void;
  readonly onDownload: (video: VideoSummary) => void;
}

export interface RowActionsProps extends VideoActions {
  readonly video: VideoSummary;
}

export const RowActions = ({ video, onEdit, onDelete, onDownload }: RowActionsProps): ReactElement => (
  <div className="relative -m-1 flex shrink-0 flex-col sm:flex-row">
    <IconButton
      label={`Edit ${video.title}`}
      icon={<Pencil aria-hidden className="size-5" />}
      onClick={() => onEdit(video)}
    />
    <Menu
      label={`More for ${video.title}`}
      items={[
        { label: 'Download', icon: <Download aria-hidden className="size-4" />, onSelect: () => onDownload(video) },
        {
          label: 'Delete',
          icon: <Trash2 aria-hidden className="size-4" />,
          isDangerous: true,
          onSelect: () => onDelete(video),
        },
      ]}
    />
  </div>
);
