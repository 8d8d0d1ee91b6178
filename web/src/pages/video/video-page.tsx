/** A video: its player, what it is, and what else there is to watch. */
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { ErrorState } from '../../design/error-state.tsx';
import { PageFrame } from '../../design/page-frame.tsx';
import { isNoVideo, useVideo } from '../../videos/api/get-video.ts';
import { NoVideo } from './components/no-video.tsx';
import { VideoSkeleton } from './components/video-skeleton.tsx';
import { WatchVideo } from './components/watch-video.tsx';

/** A video that is shown goes when the api no longer has it for this viewer, also while they watch. */
export const VideoPage = (): ReactElement => {
  const { id = '' } = useParams();
  const { data: video, error, refetch } = useVideo(id);
  if (isNoVideo(error)) return <NoVideo />;
  if (video) return <WatchVideo key={video.id} video={video} />;
  if (!error) return <VideoSkeleton />;
  return (
    <PageFrame title="Video" isHeadingHidden>
      <ErrorState what="The video could not be read" error={error} onRetry={() => void refetch()} />
    </PageFrame>
  );
};
