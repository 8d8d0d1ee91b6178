/**
 * Plays one video into an element, without any view: leave to watch, where to begin, what to do when media fails. Tells what it does
 * by `subscribe` and `getSnapshot`, and is released by one AbortSignal.
 *
 * The element reads the file's plain address, which the grant's cookie opens: it is the same after each renewal, so that nothing
 * interrupts playback and a seek works after hours. (A signed address would end after minutes.)
 */
import { isRefusal } from '../../../api/api-problem.ts';
import type { VideoGrant } from '../../../api/generated/schemas.ts';
import { StateStore } from '../../../state/state-store.ts';
import type { SoundMemory } from '../../core/sound-memory.ts';
import { callAfter } from '../../core/timing.ts';
import { afterFailure, afterProgress, noFailures, waitMs } from '../model/media-failures.ts';
import { afterPlaying, viewSeconds } from './after-playing.ts';
import { followElement } from './follow-element.ts';
import { GrantKeeper } from './grant-keeper.ts';
import { keepPlace } from './keep-place.ts';
import { keepSound } from './keep-sound.ts';
import { recallPlace } from './resume-memory.ts';
import { initialVideoState, type VideoState } from './video-state.ts';
import { watchStalls } from './watch-stalls.ts';

export interface VideoPlaybackOptions {
  readonly element: HTMLVideoElement;
  readonly video: { readonly id: string; readonly durationSeconds: number };
  /** Where to begin; where the viewer left off if it is undefined, or beyond the end. */
  readonly startSeconds: number | undefined;
  /** Throws ApiProblem. */
  readonly requestGrant: (signal: AbortSignal) => Promise<VideoGrant>;
  /** The viewer has seen some of it. */
  readonly onViewed: () => void;
  readonly onGone: () => void;
  readonly sound: SoundMemory;
  readonly signal: AbortSignal;
}

const withoutQuery = (url: string): string => url.split('?', 1)[0] ?? url;

/** See the file header. */
export class VideoPlayback {
  readonly element: HTMLVideoElement;
  readonly subscribe: StateStore<VideoState>['subscribe'];
  readonly getSnapshot: () => VideoState;
  readonly #options: VideoPlaybackOptions;
  readonly #store: StateStore<VideoState>;
  readonly #grants: GrantKeeper;
  /** The element has a source and has not failed with it. */
  #isLoaded = false;
  #wantsToPlay = true;
  #failures = noFailures;

  /** Starts at once where the browser lets it, with sound. */
  constructor(options: VideoPlaybackOptions) {
    const { element, video, startSeconds, signal } = options;
    this.element = element;
    this.#options = options;
    const { durationSeconds } = video;
    const linkedSeconds = startSeconds !== undefined && startSeconds < durationSeconds ? startSeconds : undefined;
    const resumedSeconds = linkedSeconds === undefined ? recallPlace(video) : 0;
    const positionSeconds = linkedSeconds ?? resumedSeconds;
    this.#store = new StateStore({ ...initialVideoState, positionSeconds, durationSeconds, resumedSeconds });
    this.subscribe = this.#store.subscribe;
    this.getSnapshot = this.#store.getSnapshot;
    this.#grants = this.#keepGrants();
    this.#followElement();
    this.#followViewer();
    signal.addEventListener('abort', () => this.#unload(), { once: true });
    this.#grants.renew();
  }

  togglePlay(): void {
    if (this.element.paused || this.#isStuck) this.play();
    else this.pause();
  }

  /** After a failure this is a {@link retry}. */
  play(): void {
    if (this.#isStuck) this.retry();
    this.#wantsToPlay = true;
    if (this.#isLoaded) void this.#begin();
  }

  pause(): void {
    this.#wantsToPlay = false;
    this.element.pause();
  }

  /** To the nearest moment that there is. */
  seekTo(seconds: number): void {
    const { durationSeconds } = this.getSnapshot();
    const positionSeconds = Math.min(Math.max(0, seconds), durationSeconds);
    this.#store.update({ positionSeconds, resumedSeconds: 0 });
    if (this.#isLoaded) this.element.currentTime = positionSeconds;
  }

  seekBy(seconds: number): void {
    this.seekTo(this.getSnapshot().positionSeconds + seconds);
  }

  setRate(rate: number): void {
    // The default is what an element has after its next source.
    this.element.defaultPlaybackRate = rate;
    this.element.playbackRate = rate;
  }

  /** 0 to 1; any but 0 makes it heard. */
  setVolume(volume: number): void {
    this.element.volume = Math.min(1, Math.max(0, volume));
    this.element.muted = volume <= 0;
  }

  toggleMute(): void {
    if (this.element.volume === 0) this.setVolume(0.5);
    else this.element.muted = !this.element.muted;
  }

  /** After a failure: tries again, where it stood. */
  retry(): void {
    this.#failures = noFailures;
    this.#wantsToPlay = true;
    this.#store.update({ phase: 'connecting' });
    this.#grants.insist();
  }

  /** The viewer need not be told any more where they left off. */
  acknowledgeResume(): void {
    this.#store.update({ resumedSeconds: 0 });
  }

  /** There is nothing to play, and there will be none without another try. */
  get #isStuck(): boolean {
    const { phase } = this.getSnapshot();
    return phase === 'failed' || phase === 'disconnected';
  }

  /** What failed waits for the viewer. A hidden page has nobody but who listened, and would if it went on. */
  get #isIdle(): boolean {
    const { phase, hasBegun } = this.getSnapshot();
    return phase === 'failed' || (document.hidden && !(hasBegun && this.#wantsToPlay));
  }

  #keepGrants(): GrantKeeper {
    const { requestGrant, signal } = this.#options;
    return new GrantKeeper({
      request: requestGrant,
      isIdle: () => this.#isIdle,
      onGrant: (grant) => this.#takeGrant(grant),
      onGone: () => this.#leave(),
      onFailure: (error) => this.#takeFailure(error),
      signal,
    });
  }

  #takeGrant({ files }: VideoGrant): void {
    this.#store.update({ storyboardUrl: files.storyboard === null ? undefined : withoutQuery(files.storyboard) });
    if (!this.#isLoaded && this.getSnapshot().phase !== 'failed') this.#load(withoutQuery(files.video));
  }

  #takeFailure(error: unknown): void {
    if (this.#isLoaded) return;
    if (isRefusal(error)) this.#giveUp();
    else this.#store.update({ phase: 'disconnected' });
  }

  #load(url: string): void {
    const { positionSeconds } = this.getSnapshot();
    this.#isLoaded = true;
    this.element.src = url;
    // Before there is media this is where it begins.
    if (positionSeconds > 0) this.element.currentTime = positionSeconds;
    if (this.#wantsToPlay) void this.#begin();
    else this.#showPhase('playing');
  }

  /** A browser that wants a gesture first leaves it at the poster, and may fetch no picture before. */
  async #begin(): Promise<void> {
    try {
      await this.element.play();
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.#wantsToPlay = false;
      this.#showPhase('playing');
    }
  }

  #followElement(): void {
    const { element } = this;
    const { video, sound, onViewed, signal } = this.#options;
    keepSound(element, sound, signal);
    followElement(element, this.#store, signal);
    keepPlace(element, video, signal);
    watchStalls(
      element,
      {
        onStall: () => this.#showPhase('buffering'),
        onFlow: () => this.#showPhase('playing'),
        onHopeless: () => this.#recover(),
      },
      signal,
    );
    afterPlaying(element, viewSeconds(video.durationSeconds), signal, onViewed);
    element.addEventListener('loadeddata', () => this.#showPhase('playing'), { signal });
    element.addEventListener('error', () => this.#recover(), { signal });
    const notice = (): void => {
      this.#failures = afterProgress(this.#failures, element.currentTime);
    };
    element.addEventListener('timeupdate', notice, { signal });
  }

  /** Buttons of keyboards and headsets pause the element by themselves. */
  #followViewer(): void {
    const { element } = this;
    const { signal } = this.#options;
    const wake = (): void => this.#grants.wake();
    element.addEventListener('play', () => (this.#wantsToPlay = true), { signal });
    element.addEventListener('pause', () => (this.#wantsToPlay = false), { signal });
    element.addEventListener('play', wake, { signal });
    document.addEventListener('visibilitychange', wake, { signal });
    window.addEventListener('online', wake, { signal });
  }

  #showPhase(phase: 'playing' | 'buffering'): void {
    if (this.#isLoaded) this.#store.update({ phase });
  }

  /** The media failed: whether it is still the viewer's to see is asked first, then it is loaded anew where it stood. */
  #recover(): void {
    if (!this.#isLoaded || this.#options.signal.aborted) return;
    this.#isLoaded = false;
    this.#failures = afterFailure(this.#failures, this.getSnapshot().positionSeconds);
    const delayMs = waitMs(this.#failures);
    if (delayMs === undefined) this.#giveUp();
    else this.#recoverAfter(delayMs);
  }

  #recoverAfter(delayMs: number): void {
    this.#store.update({ phase: 'buffering' });
    callAfter(delayMs, this.#options.signal, () => this.#grants.renew());
  }

  /** An element that failed says that it plays, until it is told otherwise. */
  #giveUp(): void {
    this.element.pause();
    this.#store.update({ phase: 'failed' });
  }

  #leave(): void {
    this.#unload();
    this.#store.update({ phase: 'gone', isPaused: true });
    this.#options.onGone();
  }

  #unload(): void {
    this.#isLoaded = false;
    this.element.pause();
    this.element.removeAttribute('src');
    this.element.load();
  }
}
