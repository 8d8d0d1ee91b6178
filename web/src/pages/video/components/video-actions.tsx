/** What a viewer can do with a video besides watching it. */
import { Download, Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Video } from '../../../api/generated/schemas.ts';
import { Button } from '../../../design/button.tsx';
import { ButtonLink } from '../../../design/button-link.tsx';
import { formatBytes } from '../../../format/format-bytes.ts';
import type { VideoRemote } from '../../../player/video/video-remote.ts';
import { useLikeVideo } from '../../../videos/api/like-video.ts';
import { useDownload } from '../../../videos/use-download.ts';
import { LikeButton } from './like-button.tsx';
import { ShareMenu } from './share-menu.tsx';

export interface VideoActionsProps {
  readonly video: Video;
  readonly remote: VideoRemote;
}

const DownloadButton = ({ video }: Pick<VideoActionsProps, 'video'>): ReactElement => {
  const download = useDownload();
  return (
    <Button
      icon={<Download aria-hidden className="size-4" />}
      title={`MP4, ${formatBytes(video.sizeBytes)}`}
      isBusy={download.isBusy}
      onClick={() => download.begin(video.id)}
    >
      Download
    </Button>
  );
};

export const VideoActions = ({ video, remote }: VideoActionsProps): ReactElement => {
  const like = useLikeVideo(video.id);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <LikeButton
        likeCount={video.likeCount}
        likedByMe={video.likedByMe}
        isBusy={like.isPending}
        onLike={(isLiked) => like.mutateAsync(isLiked)}
      />
      <ShareMenu remote={remote} />
      {video.downloadUrl !== null && <DownloadButton video={video} />}
      {video.isMine && (
        <ButtonLink to={`/my-videos?edit=${video.id}`} icon={<Pencil aria-hidden className="size-4" />}>
          Edit
        </ButtonLink>
      )}
    </div>
  );
};
