/** The live player as pages take it: its code comes when it is first shown, its place and its poster are there from the beginning. */
import { type ComponentType, type ReactElement, startTransition, useEffect, useState } from 'react';
import type { LivePlayerProps } from './live-player.tsx';

type LoadedPlayer = ComponentType<LivePlayerProps>;

let loaded: LoadedPlayer | undefined;

/** Fetches its code. Twice costs nothing. */
export const loadLivePlayer = async (): Promise<LoadedPlayer> => {
  loaded = (await import('./live-player.tsx')).LivePlayer;
  return loaded;
};

/** Without a Suspense: React lets its placeholder stand for 0.3 s at least. Throws where the code cannot be had. */
const useLivePlayer = (): LoadedPlayer | undefined => {
  const [known, setKnown] = useState<{ readonly Player?: LoadedPlayer | undefined; readonly error?: unknown }>(() => ({
    Player: loaded,
  }));
  const isHere = known.Player !== undefined;
  useEffect(() => {
    if (isHere) return;
    const waiting = new AbortController();
    const show = (next: typeof known): void => {
      if (!waiting.signal.aborted) startTransition(() => setKnown(next));
    };
    loadLivePlayer().then(
      (Player) => show({ Player }),
      (error: unknown) => show({ error }),
    );
    return () => waiting.abort();
  }, [isHere]);
  if ('error' in known) throw known.error;
  return known.Player;
};

export const LazyLivePlayer = (props: LivePlayerProps): ReactElement => {
  const Player = useLivePlayer();
  if (Player) return <Player {...props} />;
  return (
    <div aria-hidden className="aspect-video w-full bg-black">
      {props.poster !== undefined && <img src={props.poster} alt="" className="size-full object-cover" />}
    </div>
  );
};
