/** The player of a video as pages take it: its place is kept from the beginning, its code comes with the page's own. */
import { lazy, type ReactElement, Suspense } from 'react';
import type { VideoPlayerProps } from './video-player.tsx';

const load = () => import('./video-player.tsx');

/** Begun here, not when there is something to play: who comes to a video's page needs it. */
const loading = load();
loading.catch(() => undefined);

const LoadedVideoPlayer = lazy(async () => ({ default: (await loading.catch(load)).VideoPlayer }));

export const LazyVideoPlayer = (props: VideoPlayerProps): ReactElement => (
  <Suspense fallback={<div aria-hidden className="aspect-video w-full bg-black sm:rounded-card" />}>
    <LoadedVideoPlayer {...props} />
  </Suspense>
);
