/**
 * A live stream whose encoder, numbers and sessions do what a test says. Playlists are written by the product's own writer, and
 * keep its promises: sequence and epoch never restart, programme date-times never go back.
 */
import { initName, parseInitName, parseSegmentName, segmentName } from '@kubecast/media/keys';
import { buildMediaPlaylist, contiguousTail } from '@kubecast/media/media-playlist';
import { buildMultivariantPlaylist } from '@kubecast/media/multivariant-playlist';
import { type Clip, segmentMs } from './clip.ts';

interface SimulatedSegment {
  readonly epoch: number;
  readonly sequence: number;
  readonly startUnixMs: number;
  readonly durationMs: number;
  readonly clip: Clip;
  /** Of the clip's segments. */
  readonly index: number;
  readonly isGarbled: boolean;
}

const keptSegments = 40;

/** Media that no decoder takes: the boxes are whole, what is in them is not. */
const garble = (segment: Buffer): Buffer => {
  const copy = Buffer.from(segment);
  const mediaAt = copy.indexOf('mdat') + 4;
  return copy.fill(0xa5, mediaAt);
};

/** See the file header. */
export class SimulatedStream {
  #clip: Clip;
  #session = 1;
  #epoch = 1;
  #sequence = 1;
  #index = 0;
  #isEncoding = true;
  #isEnded = false;
  #garbledToCome = 0;
  #segments: SimulatedSegment[] = [];

  /** Begins with a window of so many seconds. */
  constructor(clip: Clip, windowSeconds: number, nowMs: number) {
    this.#clip = clip;
    for (let back = windowSeconds; back > 0; back -= 1) this.#add(nowMs - back * segmentMs);
  }

  /** To be called each second. */
  tick(nowMs: number): void {
    if (this.#isEncoding) this.#add(nowMs - segmentMs);
  }

  encoderLeaves(): void {
    this.#isEncoding = false;
  }

  /** The next epoch of the same session, perhaps of another shape. */
  encoderReturns(clip: Clip = this.#clip): void {
    this.#clip = clip;
    this.#beginEpoch();
    this.#isEncoding = true;
  }

  /** A node was lost with what it had announced: numbers are left out, and so is the old window. */
  skipNumbers(count: number): void {
    this.#sequence += count;
    this.#beginEpoch();
  }

  garbleNext(count: number): void {
    this.#garbledToCome = count;
  }

  endSession(): void {
    this.#isEncoding = false;
    this.#isEnded = true;
  }

  /** A new session at the same address, with a window of its own. */
  startSession(clip: Clip): void {
    this.#session += 1;
    this.#segments = [];
    this.#isEnded = false;
    this.encoderReturns(clip);
  }

  get rungs(): readonly string[] {
    return Object.keys(this.#clip);
  }

  masterPlaylist(): string {
    const variants = Object.entries(this.#clip).map(([name, { codecs, segments }]) => {
      const bits = Math.max(...segments.map(({ length }) => length)) * 8;
      const rates = { peakBitsPerSecond: bits, averageBitsPerSecond: bits };
      return { uri: `${name}/playlist.m3u8`, codecs, frameRate: 25, ...rates };
    });
    return buildMultivariantPlaylist(variants);
  }

  mediaPlaylist(rung: string): string {
    const base = `../${this.#session}/${rung}/`;
    const named = this.#segments.map((segment) => ({ ...segment, uri: base + segmentName(segment), parts: [] }));
    return buildMediaPlaylist({
      targetDurationSeconds: segmentMs / 1_000,
      segments: contiguousTail(named),
      next: { epoch: this.#epoch, sequence: this.#sequence },
      initUri: (epoch) => base + initName(epoch),
      ended: this.#isEnded,
    });
  }

  /** An initialisation section or a segment by its file name. */
  file(rung: string, name: string): Buffer | undefined {
    const epoch = parseInitName(name);
    if (epoch !== undefined) return this.#segments.find((segment) => segment.epoch === epoch)?.clip[rung]?.init;
    const sequence = parseSegmentName(name)?.sequence;
    const segment = this.#segments.find((candidate) => candidate.sequence === sequence);
    const bytes = segment?.clip[rung]?.segments[segment.index];
    return bytes && segment?.isGarbled ? garble(bytes) : bytes;
  }

  #beginEpoch(): void {
    this.#epoch += 1;
    this.#index = 0;
  }

  #add(startUnixMs: number): void {
    const length = Object.values(this.#clip)[0]?.segments.length ?? 0;
    if (this.#index >= length) this.#beginEpoch();
    const [epoch, sequence, clip, index] = [this.#epoch, this.#sequence, this.#clip, this.#index];
    const isGarbled = this.#garbledToCome > 0;
    this.#segments.push({ epoch, sequence, startUnixMs, durationMs: segmentMs, clip, index, isGarbled });
    this.#segments.splice(0, this.#segments.length - keptSegments);
    this.#garbledToCome -= isGarbled ? 1 : 0;
    this.#sequence += 1;
    this.#index += 1;
  }
}
