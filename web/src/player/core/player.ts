/**
 * A player of one stream without any view: owns the engine and the video element's playback, tells what it does by
 * `subscribe` and `getSnapshot`, and is released by one AbortSignal.
 */
import type Hls from 'hls.js';
import { clampToWindow } from './dvr-window.ts';
import type { Engine, EngineContext } from './engine.ts';
import { isHlsSupported, startHlsEngine } from './hls-engine.ts';
import { isNativeHlsSupported, startNativeEngine } from './native-engine.ts';
import { initialPlayerState, type PlayerState, type QualityChoice } from './player-state.ts';
import { StateStore } from './state-store.ts';

export interface PlayerOptions {
  readonly video: HTMLVideoElement;
  /** Of the master playlist. */
  readonly url: string;
  readonly signal: AbortSignal;
}

export class Player {
  readonly video: HTMLVideoElement;
  readonly subscribe: StateStore<PlayerState>['subscribe'];
  readonly getSnapshot: () => PlayerState;
  readonly #options: PlayerOptions;
  readonly #store = new StateStore(initialPlayerState);
  #engine: Engine | undefined;
  #engineLife = new AbortController();

  /** Starts at once, with sound where the browser lets it. */
  constructor(options: PlayerOptions) {
    this.video = options.video;
    this.subscribe = this.#store.subscribe;
    this.getSnapshot = this.#store.getSnapshot;
    this.#options = options;
    this.video.muted = false;
    this.#followVideo();
    this.#startEngine();
    options.signal.addEventListener('abort', () => this.#engineLife.abort(), { once: true });
  }

  /** The present hls.js, for tests and measurements. */
  get hls(): Hls | undefined {
    return this.#engine?.hls;
  }

  togglePlay(): void {
    if (this.video.paused) void this.#play();
    else this.video.pause();
  }

  /** To a moment on the video's timeline; the nearest one that is kept. */
  seekTo(seconds: number): void {
    const { window } = this.#store.getSnapshot();
    if (window) this.video.currentTime = clampToWindow(window, seconds);
  }

  seekBy(seconds: number): void {
    this.seekTo(this.video.currentTime + seconds);
  }

  /** To where one who joins now would be; for a stream that ended and came back, to its new session. */
  goLive(): void {
    const { window, isLiveAgain } = this.#store.getSnapshot();
    if (isLiveAgain) this.#startEngine();
    else if (window) this.seekTo(window.liveSeconds);
    void this.#play();
  }

  setQuality(choice: QualityChoice): void {
    this.#engine?.setQuality(choice);
  }

  /** 0 to 1; any but 0 makes it heard. */
  setVolume(volume: number): void {
    this.video.volume = Math.min(1, Math.max(0, volume));
    this.video.muted = volume <= 0;
  }

  toggleMute(): void {
    if (this.video.volume === 0) this.setVolume(0.5);
    else this.video.muted = !this.video.muted;
  }

  #followVideo(): void {
    const { video } = this;
    const { signal } = this.#options;
    const show = (): void =>
      this.#store.update({ isPaused: video.paused, isMuted: video.muted || video.volume === 0, volume: video.volume });
    for (const event of ['play', 'pause', 'volumechange', 'ended'] as const)
      video.addEventListener(event, show, { signal });
    const showPicture = (): void => this.#store.update({ phase: 'playing' });
    video.addEventListener('playing', showPicture, { signal });
    video.addEventListener('loadeddata', showPicture, { signal });
    video.addEventListener('canplay', () => this.#begin(), { signal });
    show();
  }

  /** A new engine begins to play by itself; a viewer who paused is left alone. */
  #begin(): void {
    if (this.#isToBegin) void this.#play();
    this.#isToBegin = false;
  }

  #isToBegin = true;

  /** Browsers that refuse sound without a gesture still play muted. */
  async #play(): Promise<void> {
    try {
      await this.video.play();
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || this.video.muted) return;
      this.video.muted = true;
      await this.video.play().catch(() => undefined);
    }
  }

  #startEngine(): void {
    this.#engineLife.abort();
    this.#engineLife = new AbortController();
    this.#isToBegin = true;
    this.#store.update({ phase: 'connecting', window: undefined, isLiveAgain: false, activeQuality: undefined });
    const { video, url } = this.#options;
    const rebuild = (): void => this.#startEngine();
    const context: EngineContext = { video, url, store: this.#store, signal: this.#engineLife.signal, rebuild };
    if (isHlsSupported()) this.#engine = startHlsEngine(context);
    else if (isNativeHlsSupported(video)) this.#engine = startNativeEngine(context);
    else this.#store.update({ phase: 'unsupported' });
  }
}
