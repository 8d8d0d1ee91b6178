/** What is said of a video. */
import type { ReactElement } from 'react';
import type { Video } from '../../../api/generated/schemas.ts';
import type { VideoRemote } from '../../../player/video/video-remote.ts';
import { ChapterList } from './chapter-list.tsx';
import { VideoActions } from './video-actions.tsx';
import { VideoByline } from './video-byline.tsx';
import { VideoText } from './video-text.tsx';
import { VisibilityNote } from './visibility-note.tsx';

export interface VideoDetailsProps {
  readonly video: Video;
  readonly remote: VideoRemote;
}

export const VideoDetails = ({ video, remote }: VideoDetailsProps): ReactElement => (
  <div className="flex flex-col gap-4">
    <div className="flex flex-col gap-2">
      <VisibilityNote video={video} />
      <h1 tabIndex={-1} className="text-balance break-words font-semibold text-xl outline-none sm:text-2xl">
        {video.title}
      </h1>
    </div>
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <VideoByline video={video} />
      <VideoActions video={video} remote={remote} />
    </div>
    <VideoText video={video} />
    {video.chapters.length > 0 && <ChapterList chapters={video.chapters} remote={remote} />}
  </div>
);
