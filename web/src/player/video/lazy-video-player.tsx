/** The player of a video as pages take it: its code comes when it is first shown, its place is kept from the beginning. */
import { lazy, type ReactElement, Suspense } from 'react';
import type { VideoPlayerProps } from './video-player.tsx';

const LoadedVideoPlayer = lazy(async () => ({ default: (await import('./video-player.tsx')).VideoPlayer }));

export const LazyVideoPlayer = (props: VideoPlayerProps): ReactElement => (
  <Suspense fallback={<div aria-hidden className="aspect-video w-full bg-black sm:rounded-card" />}>
    <LoadedVideoPlayer {...props} />
  </Suspense>
);
