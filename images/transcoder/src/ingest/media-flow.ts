/**
 * Whether picture and sound arrive, by the clock of their arrival. A track has stopped when it is missing while the other one
 * goes on; when both are missing it is the connection, which is somebody else's to watch.
 */

/** Muxers let sound wait for 0.7 s at most, and a network for a second or so. */
const flowingMs = 1_500;
const videoStallMs = 4_000;
const audioStallMs = 3_000;
/** Between two reads; a silence is over for so long that the first picture after it is still in time. */
const silenceMs = 700;
const resumingMs = 500;

export class MediaFlow {
  readonly #now: () => number;
  #videoUnits = 0;
  #audioUnits = 0;
  #videoAtMs = Number.NEGATIVE_INFINITY;
  #audioAtMs = Number.NEGATIVE_INFINITY;
  #bytesAtMs = Number.NEGATIVE_INFINITY;
  #resumedAtMs = Number.NEGATIVE_INFINITY;
  #heldMs = 0;
  #heldFromMs: number | undefined;

  /** `now` is in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Anything came. */
  noteBytes(): void {
    const nowMs = this.#now();
    if (nowMs - this.#bytesAtMs >= silenceMs) this.#resumedAtMs = nowMs;
    this.#bytesAtMs = nowMs;
  }

  noteVideo(): void {
    this.#videoUnits += 1;
    this.#videoAtMs = this.#now();
  }

  noteAudio(): void {
    this.#audioUnits += 1;
    this.#audioAtMs = this.#now();
  }

  /** The reader takes no more. */
  hold(): void {
    this.#heldFromMs ??= this.#now();
  }

  release(): void {
    this.#heldMs = this.heldMs;
    this.#heldFromMs = undefined;
  }

  /** How long the reader took nothing, all in all. */
  get heldMs(): number {
    return this.#heldMs + (this.#heldFromMs === undefined ? 0 : this.#now() - this.#heldFromMs);
  }

  /** Pictures so far. */
  get videoUnits(): number {
    return this.#videoUnits;
  }

  /** True: nothing at all came until just now. */
  get isAfterSilence(): boolean {
    return this.#now() - this.#resumedAtMs < resumingMs;
  }

  get videoStopped(): boolean {
    return this.#videoUnits > 0 && this.audioFlows && this.#now() - this.#videoAtMs >= videoStallMs;
  }

  get audioStopped(): boolean {
    return this.#audioUnits > 0 && this.#videoFlows && this.#now() - this.#audioAtMs >= audioStallMs;
  }

  get audioFlows(): boolean {
    return this.#now() - this.#audioAtMs < flowingMs;
  }

  get #videoFlows(): boolean {
    return this.#now() - this.#videoAtMs < flowingMs;
  }
}
