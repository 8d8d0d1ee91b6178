/** What a viewer can do with a video besides watching it. */
import { Download, Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Video } from '../../../api/generated/schemas.ts';
import { ButtonLink } from '../../../design/button-link.tsx';
import { buttonLook } from '../../../design/button-look.ts';
import { formatBytes } from '../../../format/format-bytes.ts';
import type { VideoRemote } from '../../../player/video/video-remote.ts';
import { useLikeVideo } from '../../../videos/api/like-video.ts';
import { LikeButton } from './like-button.tsx';
import { ShareMenu } from './share-menu.tsx';

export interface VideoActionsProps {
  readonly video: Video;
  readonly remote: VideoRemote;
}

interface DownloadLinkProps {
  /** Signed. */
  readonly url: string;
  readonly video: Video;
}

/** By the plain address, which the player's grant keeps open: the signed one ends while the page is read. */
const DownloadLink = ({ url, video }: DownloadLinkProps): ReactElement => (
  <a
    href={url.split('?', 1)[0]}
    download={`${video.title}.mp4`}
    title={`MP4, ${formatBytes(video.sizeBytes)}`}
    className={buttonLook({})}
  >
    <Download aria-hidden className="size-4" />
    Download
  </a>
);

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
      {video.downloadUrl !== null && <DownloadLink url={video.downloadUrl} video={video} />}
      {video.isMine && (
        <ButtonLink to={`/my-videos?edit=${video.id}`} icon={<Pencil aria-hidden className="size-4" />}>
          Edit
        </ButtonLink>
      )}
    </div>
  );
};
