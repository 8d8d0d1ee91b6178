/**
 * The transport stream since the last keyframe, and a little more: what a new reader needs to start in the middle of a
 * stream. Kept are the group of pictures that is being received and those that began in the last `overlapMs`; a group over
 * the limits is given up, and a reader waits for the next keyframe.
 */
import type { Keyframe, TransportSpan } from './transport-scanner.ts';

export interface GroupOfPictures {
  readonly keyframe: Keyframe;
  /** When the keyframe arrived, Unix milliseconds. */
  readonly arrivedUnixMs: number;
  /** Whole packets, keyframe first. */
  readonly chunks: readonly Buffer[];
}

interface OpenGroup extends GroupOfPictures {
  readonly chunks: Buffer[];
  byteLength: number;
}

export const ringLimits = { overlapMs: 2_000, ageMs: 10_000, bytes: 32 * 1024 * 1024 } as const;

export class KeyframeRing {
  readonly #now: () => number;
  #groups: OpenGroup[] = [];

  /** `now` is in Unix milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Oldest first. Empty: the next reader has to wait for a keyframe. */
  get groups(): readonly GroupOfPictures[] {
    return this.#groups;
  }

  add({ bytes, keyframe }: TransportSpan): void {
    if (keyframe) this.#groups.push({ keyframe, arrivedUnixMs: this.#now(), chunks: [], byteLength: 0 });
    const group = this.#groups.at(-1);
    if (!group) return;
    group.chunks.push(bytes);
    group.byteLength += bytes.length;
    this.#forget();
  }

  keepNewest(): void {
    this.#groups = this.#groups.slice(-1);
  }

  clear(): void {
    this.#groups = [];
  }

  #forget(): void {
    const now = this.#now();
    while (this.#isFirstDispensable(now)) this.#groups.shift();
  }

  #isFirstDispensable(now: number): boolean {
    const [first, second] = this.#groups;
    if (!first) return false;
    if (second && now - second.arrivedUnixMs > ringLimits.overlapMs) return true;
    const bytes = this.#groups.reduce((sum, group) => sum + group.byteLength, 0);
    return now - first.arrivedUnixMs > ringLimits.ageMs || bytes > ringLimits.bytes;
  }
}
