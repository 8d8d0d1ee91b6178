/** The live player as pages take it: its code comes when it is first shown, its place is kept from the beginning. */
import { type ComponentType, lazy, type ReactElement, Suspense, useState } from 'react';
import type { LivePlayerProps } from './live-player.tsx';

let loaded: ComponentType<LivePlayerProps> | undefined;

/** Fetches its code. Twice costs nothing. */
export const loadLivePlayer = async (): Promise<{ readonly default: ComponentType<LivePlayerProps> }> => {
  loaded = (await import('./live-player.tsx')).LivePlayer;
  return { default: loaded };
};

const LoadedLivePlayer = lazy(loadLivePlayer);

export const LazyLivePlayer = (props: LivePlayerProps): ReactElement => {
  // React lets a placeholder stand for 0.3 s at least: there is none where the code is here.
  const [Player] = useState<ComponentType<LivePlayerProps>>(() => loaded ?? LoadedLivePlayer);
  return (
    <Suspense fallback={<div aria-hidden="true" className="aspect-video w-full bg-black" />}>
      <Player {...props} />
    </Suspense>
  );
};
