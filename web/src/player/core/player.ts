/**
 * A player of one stream without any view: owns the engine and the video element's playback, tells what it does by
 * `subscribe` and `getSnapshot`, and is released by one AbortSignal.
 */
import type Hls from 'hls.js';
import { StateStore } from '../../state/state-store.ts';
import { clampToWindow } from './dvr-window.ts';
import type { Engine, EngineContext } from './engine.ts';
import { isHlsSupported, startHlsEngine } from './hls-engine.ts';
import { isFailing, noMediaFaults } from './interruptions/media-faults.ts';
import { livePlace, momentAt, type Place } from './interruptions/place.ts';
import { isNativeHlsSupported, startNativeEngine } from './native-engine.ts';
import { initialPlayerState, type PlayerPhase, type PlayerState, type QualityChoice } from './player-state.ts';
import type { SoundMemory } from './sound-memory.ts';
import { callEvery } from './timing.ts';
import { followIntent, isLivePosition } from './viewer-intent.ts';

/** How often a video that stands although it should play is told so again. */
const replayMs = 1_000;
/** What a press on the sign of silence gives who had turned the volume down to nothing. */
const audibleVolume = 0.5;

/** Without a picture, and asking again by itself. */
const refusedPhases: readonly PlayerPhase[] = ['offline', 'private', 'notFound'];

export interface PlayerOptions {
  readonly video: HTMLVideoElement;
  /** Of the master playlist. */
  readonly url: string;
  readonly signal: AbortSignal;
  readonly sound: SoundMemory;
}

export class Player {
  readonly video: HTMLVideoElement;
  readonly subscribe: StateStore<PlayerState>['subscribe'];
  readonly getSnapshot: () => PlayerState;
  readonly #options: PlayerOptions;
  readonly #store = new StateStore(initialPlayerState);
  #engine: Engine | undefined;
  #engineLife = new AbortController();
  /** Where the present engine began: where to go again when it got no further. */
  #startedAt: Place = livePlace;
  readonly #faults = { media: noMediaFaults };

  /** Starts at once, as loud as the viewer had it before and the browser lets it. */
  constructor(options: PlayerOptions) {
    this.video = options.video;
    this.subscribe = this.#store.subscribe;
    this.getSnapshot = this.#store.getSnapshot;
    this.#options = options;
    const { volume, isMuted } = options.sound.read();
    this.video.volume = volume;
    this.video.muted = isMuted;
    this.#followVideo();
    followIntent(this.video, this.#store, {
      signal: options.signal,
      isFailing: () => isFailing(this.#faults.media, performance.now()),
    });
    callEvery(replayMs, options.signal, () => this.#begin());
    this.#startEngine(livePlace);
    options.signal.addEventListener('abort', () => this.#engineLife.abort(), { once: true });
  }

  /** The present hls.js, for tests and measurements. */
  get hls(): Hls | undefined {
    return this.#engine?.hls;
  }

  togglePlay(): void {
    const wantsToPlay = this.video.paused;
    this.#store.update({ wantsToPlay });
    if (wantsToPlay) void this.#play();
    else this.video.pause();
  }

  /** To a moment on the video's timeline; the nearest one that is kept. */
  seekTo(seconds: number): void {
    this.#engine?.look();
    const { window } = this.#store.getSnapshot();
    if (!window) return;
    const position = clampToWindow(window, seconds);
    this.#store.update({ followsLive: isLivePosition(window, position) });
    this.video.currentTime = position;
  }

  seekBy(seconds: number): void {
    this.seekTo(this.video.currentTime + seconds);
  }

  /** To where one who joins now would be; for a stream that ended and came back, to its new session. */
  goLive(): void {
    if (this.#store.getSnapshot().isLiveAgain) this.#joinAnew();
    else this.seekTo(Number.POSITIVE_INFINITY);
    this.#store.update({ followsLive: true });
    void this.#play();
  }

  /** Asks at once for what was refused, as after a new grant; leaves what plays alone. */
  retry(): void {
    if (refusedPhases.includes(this.#store.getSnapshot().phase)) this.#joinAnew();
  }

  setQuality(choice: QualityChoice): void {
    this.#engine?.setQuality(choice);
  }

  /** 0 to 1; any but 0 makes it heard. */
  setVolume(volume: number): void {
    this.video.volume = Math.min(1, Math.max(0, volume));
    this.video.muted = volume <= 0;
    this.#keepSound();
  }

  toggleMute(): void {
    if (this.video.volume === 0) this.video.volume = audibleVolume;
    this.video.muted = !this.#store.getSnapshot().isMuted;
    this.#keepSound();
  }

  /** What the viewer chose, and not what a browser's rule made of it. */
  #keepSound(): void {
    const { volume, muted: isMuted } = this.video;
    this.#store.update({ isSilenced: false });
    this.#options.sound.keep({ volume, isMuted });
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

  /** Media is there, of this engine or of one that healed: it plays by itself, unless the viewer had paused. */
  #begin(): void {
    const { paused, ended, readyState } = this.video;
    const isReady = readyState >= HTMLMediaElement.HAVE_FUTURE_DATA && !ended;
    if (paused && isReady && this.#store.getSnapshot().wantsToPlay) void this.#play();
  }

  /** Browsers that refuse sound without a gesture still play muted. */
  async #play(): Promise<void> {
    try {
      await this.video.play();
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      // Refused even so; or it plays by now, and this was a call from before.
      if (this.video.muted) return this.#store.update({ wantsToPlay: !this.video.paused });
      this.video.muted = true;
      this.#store.update({ isSilenced: true });
      await this.#play();
    }
  }

  #joinAnew(): void {
    this.#store.update({ phase: 'connecting', window: undefined, wantsToPlay: true });
    this.#startEngine(livePlace);
  }

  /** The picture is lost for a moment, the viewer's place, sound, quality and pause are not. */
  #rebuild(skipSeconds: number): void {
    const place = this.#place(skipSeconds);
    if (this.#store.getSnapshot().phase === 'playing') this.#store.update({ phase: 'buffering' });
    this.#startEngine(place);
  }

  #place(skipSeconds: number): Place {
    const shownMs = this.#moment();
    if (shownMs === undefined) return livePlace;
    const dateTimeMs = shownMs + skipSeconds * 1_000;
    const { followsLive } = this.#store.getSnapshot();
    return followsLive ? { kind: 'live', seenUntilMs: dateTimeMs } : { kind: 'moment', dateTimeMs };
  }

  /** The programme date-time of the picture, or of the one that an engine which got no further was to begin with. */
  #moment(): number | undefined {
    const { video, hls } = this;
    const shown =
      video.readyState > 0 ? momentAt(hls?.latestLevelDetails?.fragments ?? [], video.currentTime) : undefined;
    const place = this.#startedAt;
    return shown ?? (place.kind === 'moment' ? place.dateTimeMs : place.seenUntilMs);
  }

  #startEngine(place: Place): void {
    this.#engineLife.abort();
    this.#engineLife = new AbortController();
    this.#startedAt = place;
    this.#store.update({ isLiveAgain: false, activeQuality: undefined });
    const context = this.#context(place);
    if (isHlsSupported()) this.#engine = startHlsEngine(context);
    else if (isNativeHlsSupported(this.video)) this.#engine = startNativeEngine(context);
    else this.#store.update({ phase: 'unsupported' });
  }

  #context(place: Place): EngineContext {
    const { video, url } = this.#options;
    const rebuild = (skipSeconds = 0): void => this.#rebuild(skipSeconds);
    return { video, url, store: this.#store, signal: this.#engineLife.signal, place, faults: this.#faults, rebuild };
  }
}
