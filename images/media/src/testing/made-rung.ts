/** One epoch of one rendition of a made session: encoded, cut, named, repeated, uploaded. */
import { initName, type SegmentName, segmentName } from '../keys.ts';
import type { ObjectStore } from '../object-store.ts';
import { type CutEpoch, type CutSegment, cutSegments, moveSegment } from './cut-segments.ts';
import { encodeEpoch, type MadeRendition } from './encode-epoch.ts';
import type { MadeEpochOptions, SettledSession } from './made-session-options.ts';

export interface MadeSegment extends SegmentName {
  readonly rendition: string;
  readonly key: string;
  readonly sizeBytes: number;
  /** The numbers of its frames are `firstFrame` to `firstFrame + frames - 1` (not when repeated). */
  readonly firstFrame: number;
  readonly frames: number;
}

/** Where an epoch stands in its session. */
export interface EpochPlace {
  readonly epoch: number;
  readonly firstSequence: number;
  readonly anchorUnixMs: number;
  readonly firstFrame: number;
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** 375 AAC frames of 48 kHz last 8 s: only multiples of it repeat without a seam. */
const seamlessSeconds = (segmentSeconds: number): number =>
  (8 * segmentSeconds) / greatestCommonDivisor(8, segmentSeconds);

const encodedSeconds = (epoch: MadeEpochOptions, { repeated, segmentSeconds }: SettledSession): number =>
  repeated ? Math.min(epoch.seconds, 1 + seamlessSeconds(segmentSeconds)) : epoch.seconds;

/** The segments of an epoch, the later ones copies of the first where they repeat. */
function* segmentsOf(
  cut: CutEpoch,
  epoch: MadeEpochOptions,
  { segmentSeconds, repeated }: SettledSession,
): Generator<CutSegment> {
  yield* cut.segments;
  if (!repeated) return;
  const loopSeconds = seamlessSeconds(segmentSeconds);
  const loop = cut.segments.slice(1);
  for (let shift = loopSeconds; 1 + shift < epoch.seconds; shift += loopSeconds) {
    for (const segment of loop) {
      if (segment.startSeconds + shift < epoch.seconds) yield moveSegment(segment, cut.tracks, shift);
    }
  }
}

/** Puts in the order given, several at a time. */
class Uploads {
  readonly #store: ObjectStore;
  readonly #limit: number;
  readonly #running = new Set<Promise<void>>();

  constructor(store: ObjectStore, limit: number) {
    this.#store = store;
    this.#limit = limit;
  }

  async add(key: string, body: Buffer): Promise<void> {
    while (this.#running.size >= this.#limit) await Promise.race(this.#running);
    const upload = this.#store.put(key, body, { contentType: 'video/mp4' });
    this.#running.add(upload);
    upload.finally(() => this.#running.delete(upload)).catch(() => undefined);
  }

  async finish(): Promise<void> {
    await Promise.all(this.#running);
  }
}

const encode = (options: SettledSession, epoch: MadeEpochOptions, place: EpochPlace, rendition: MadeRendition) =>
  encodeEpoch({
    rendition,
    firstFrame: place.firstFrame,
    frames: Math.round(encodedSeconds(epoch, options) * options.frameRate),
    frameRate: options.frameRate,
    segmentSeconds: options.segmentSeconds,
    partMs: options.partMs,
    encoderOptions: epoch.encoderOptions ?? [],
  });

const nameOf = (
  segment: CutSegment,
  index: number,
  { epoch, firstSequence, anchorUnixMs }: EpochPlace,
): SegmentName => {
  const startUnixMs = anchorUnixMs + Math.round(segment.startSeconds * 1000);
  const endUnixMs = anchorUnixMs + Math.round((segment.startSeconds + segment.durationSeconds) * 1000);
  return { epoch, sequence: firstSequence + index, startUnixMs, durationMs: endUnixMs - startUnixMs };
};

/** A rendition and the prefix of its keys. */
export interface MadeRung {
  readonly rendition: MadeRendition;
  readonly folder: string;
}

/** Encodes and uploads one epoch of one rendition. */
export const makeRung = async (options: SettledSession, epoch: MadeEpochOptions, place: EpochPlace, rung: MadeRung) => {
  const cut = cutSegments(await encode(options, epoch, place, rung.rendition));
  const uploads = new Uploads(options.store, options.uploads);
  await uploads.add(rung.folder + initName(place.epoch), cut.init);
  const made: MadeSegment[] = [];
  let firstFrame = place.firstFrame;
  for (const segment of segmentsOf(cut, epoch, options)) {
    const name = nameOf(segment, made.length, place);
    const key = rung.folder + segmentName(name);
    const { frames, bytes } = segment;
    await uploads.add(key, bytes);
    made.push({ ...name, rendition: rung.rendition.name, key, sizeBytes: bytes.length, firstFrame, frames });
    firstFrame += frames;
  }
  await uploads.finish();
  return made;
};
