/**
 * Between Media Chrome and a player. Its elements ask for things by events that the controller answers; what concerns playback is the
 * player's instead, which knows what the viewer wants and where the live edge is. Full screen, picture in picture and captions stay
 * with the controller: it knows the browsers.
 */
import { MediaUIEvents } from 'media-chrome/dist/constants.js';
import { MediaController } from 'media-chrome/dist/media-controller.js';
import { type RefObject, useEffect, useEffectEvent } from 'react';

/** What a player does for the elements around it. */
export interface PlaybackControl {
  togglePlay(): void;
  toggleMute(): void;
  /** 0 to 1. */
  setVolume(volume: number): void;
}

type Answer = (control: PlaybackControl, detail: unknown) => void;

const answers: readonly (readonly [string, Answer])[] = [
  [MediaUIEvents.MEDIA_PLAY_REQUEST, (control) => control.togglePlay()],
  [MediaUIEvents.MEDIA_PAUSE_REQUEST, (control) => control.togglePlay()],
  [MediaUIEvents.MEDIA_MUTE_REQUEST, (control) => control.toggleMute()],
  [MediaUIEvents.MEDIA_UNMUTE_REQUEST, (control) => control.toggleMute()],
  [MediaUIEvents.MEDIA_VOLUME_REQUEST, (control, detail) => control.setVolume(Number(detail))],
];

/** Answers requests of playback before the controller hears of them. */
export const usePlaybackRequests = (
  controller: RefObject<HTMLElement | null>,
  control: PlaybackControl | undefined,
): void => {
  const onRequest = useEffectEvent((event: Event, answer: Answer): void => {
    event.stopPropagation();
    if (control) answer(control, event instanceof CustomEvent ? event.detail : undefined);
  });
  useEffect(() => {
    const element = controller.current;
    const life = new AbortController();
    for (const [name, answer] of answers) {
      const options = { capture: true, signal: life.signal };
      element?.addEventListener(name, (event) => onRequest(event, answer), options);
    }
    return () => life.abort();
  }, [controller]);
};

const ask = (controller: Element, name: string): void => {
  controller.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
};

/** Fills the screen with the player, or leaves it; where only a video may fill it, as on iPhones, with that. */
export const toggleFullScreen = (controller: Element | null): void => {
  if (!(controller instanceof MediaController)) return;
  const isOn = controller.mediaStore.getState().mediaIsFullscreen;
  ask(controller, isOn ? MediaUIEvents.MEDIA_EXIT_FULLSCREEN_REQUEST : MediaUIEvents.MEDIA_ENTER_FULLSCREEN_REQUEST);
};

/** Returns what there is now in words for the viewer. */
export const toggleCaptions = (controller: Element | null): string => {
  const state = controller instanceof MediaController ? controller.mediaStore.getState() : undefined;
  if (!controller || !state?.mediaSubtitlesList?.length) return 'There are no captions';
  ask(controller, MediaUIEvents.MEDIA_TOGGLE_SUBTITLES_REQUEST);
  return state.mediaSubtitlesShowing?.length ? 'Captions off' : 'Captions on';
};

/** Brings the controls into sight for a moment, as a key pressed inside the player does. */
export const showControls = (controller: Element | null): void => {
  controller?.dispatchEvent(new KeyboardEvent('keyup'));
};
