/** A video that is there: plays it, and shows all about it. */
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../../../api/api-context.tsx';
import type { Video } from '../../../api/generated/schemas.ts';
import { LazyVideoPlayer } from '../../../player/video/lazy-video-player.tsx';
import { VideoRemote } from '../../../player/video/video-remote.ts';
import { countView } from '../../../videos/api/count-view.ts';
import { useRelatedVideos } from '../../../videos/api/get-related-videos.ts';
import { videoQueryOptions } from '../../../videos/api/get-video.ts';
import { grantVideo } from '../../../videos/api/grant-video.ts';
import { startSecondsOf } from '../model/start-seconds.ts';
import { RelatedVideos } from './related-videos.tsx';
import { VideoDetails } from './video-details.tsx';
import { VideoLayout } from './video-layout.tsx';

export interface WatchVideoProps {
  readonly video: Video;
}

/** Mounted anew for another video. */
export const WatchVideo = ({ video }: WatchVideoProps): ReactElement => {
  const api = useApi();
  const queries = useQueryClient();
  const [query] = useSearchParams();
  const [remote] = useState(() => new VideoRemote());
  const related = useRelatedVideos(video.id);
  const readAgain = (): Promise<void> => queries.invalidateQueries(videoQueryOptions(api, video.id));
  const player = (
    <LazyVideoPlayer
      video={video}
      startSeconds={startSecondsOf(query)}
      remote={remote}
      next={related.data?.[0]}
      requestGrant={(signal) => grantVideo(api, video.id, signal)}
      // A view that was not counted is nothing to tell a viewer.
      onViewed={() => void countView(api, video.id).catch(() => undefined)}
      onGone={() => void readAgain()}
    />
  );
  return (
    <article>
      <title>{`${video.title} · Kubecast`}</title>
      <VideoLayout
        player={player}
        details={<VideoDetails video={video} remote={remote} />}
        aside={<RelatedVideos related={related} />}
      />
    </article>
  );
};
