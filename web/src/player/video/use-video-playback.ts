/** A component's own {@link VideoPlayback}, from the first commit with a video element to the last. */
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { VideoPlayback, type VideoPlaybackOptions } from './core/video-playback.ts';
import { initialVideoState, type VideoState } from './core/video-state.ts';
import type { VideoRemote } from './video-remote.ts';

/** Undefined until there is a video element. Another video is another player; of all else the first is kept. */
export const useVideoPlayback = (
  element: HTMLVideoElement | null,
  options: Omit<VideoPlaybackOptions, 'element' | 'signal'>,
): VideoPlayback | undefined => {
  const [playback, setPlayback] = useState<VideoPlayback>();
  const { id } = options.video;
  const optionsFor = useEffectEvent(
    (place: HTMLVideoElement, signal: AbortSignal): VideoPlaybackOptions => ({ ...options, element: place, signal }),
  );
  useEffect(() => {
    if (!element || id === '') return undefined;
    const life = new AbortController();
    setPlayback(new VideoPlayback(optionsFor(element, life.signal)));
    return () => {
      life.abort();
      setPlayback(undefined);
    };
  }, [element, id]);
  return playback;
};

const watchNothing = (): (() => void) => () => undefined;
const showNothing = (): VideoState => initialVideoState;

/** What it does now; a beginning while there is none. */
export const useVideoState = (playback: VideoPlayback | undefined): VideoState =>
  useSyncExternalStore(playback?.subscribe ?? watchNothing, playback?.getSnapshot ?? showNothing);

/** Whoever has the remote reaches the player by it. */
export const useRemote = (playback: VideoPlayback | undefined, remote: VideoRemote | undefined): void => {
  useEffect(() => {
    if (!playback || !remote) return undefined;
    const detach = remote.attach((seconds) => {
      playback.seekTo(seconds);
      playback.play();
      // Of who pressed a chapter below it on a phone.
      playback.element.closest('[data-player]')?.scrollIntoView({ block: 'nearest' });
    });
    const tell = (): void => remote.tell(playback.getSnapshot().positionSeconds);
    const stop = playback.subscribe(tell);
    tell();
    return () => {
      stop();
      detach();
    };
  }, [playback, remote]);
};
