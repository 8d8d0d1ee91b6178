/** The live player as pages take it: its code comes when it is first shown, its place is kept from the beginning. */
import { lazy, type ReactElement, Suspense } from 'react';
import type { LivePlayerProps } from './live-player.tsx';

const LoadedLivePlayer = lazy(async () => ({ default: (await import('./live-player.tsx')).LivePlayer }));

export const LazyLivePlayer = (props: LivePlayerProps): ReactElement => (
  <Suspense fallback={<div aria-hidden="true" className="aspect-video w-full bg-black" />}>
    <LoadedLivePlayer {...props} />
  </Suspense>
);
