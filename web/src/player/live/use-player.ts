/** A component's own {@link Player}, from the first commit with a video element to the last. */
import type Hls from 'hls.js';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Player, type PlayerOptions } from '../core/player.ts';
import { initialPlayerState, type PlayerState } from '../core/player-state.ts';

declare global {
  interface Window {
    /** For tests and for measuring. */
    kubecast?: { readonly hls: Hls | undefined; readonly video: HTMLVideoElement };
  }
}

const expose = (player: Player): void => {
  window.kubecast = {
    get hls() {
      return player.hls;
    },
    video: player.video,
  };
};

const watchNothing = (): (() => void) => () => undefined;
const showNothing = (): PlayerState => initialPlayerState;

/** Undefined until there is a video element. Another address is another player. */
export const usePlayer = (video: HTMLVideoElement | null, options: Omit<PlayerOptions, 'video' | 'signal'>) => {
  const { url, sound } = options;
  const [player, setPlayer] = useState<Player>();
  useEffect(() => {
    if (!video) return undefined;
    const life = new AbortController();
    const made = new Player({ video, url, sound, signal: life.signal });
    expose(made);
    setPlayer(made);
    return () => {
      life.abort();
      if (window.kubecast?.video === video) delete window.kubecast;
      setPlayer(undefined);
    };
  }, [video, url, sound]);
  return player;
};

/** What the player does now; its beginning while there is none. */
export const usePlayerState = (player: Player | undefined): PlayerState =>
  useSyncExternalStore(player?.subscribe ?? watchNothing, player?.getSnapshot ?? showNothing);
