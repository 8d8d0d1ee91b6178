/**
 * Makes one MP4 of a plan's segments by copy: no picture and no sound is encoded again (decision 0016).
 *
 * - A segment that cannot be read as media, or is not there any more, is left out and told of; it never ends the assembly.
 * - The store may be away for `patienceMs`: the assembly waits and goes on where it was.
 * - The same plan and the same objects give the same bytes, whenever and wherever.
 * - Memory is bounded by what is read ahead; the disk holds the video once.
 */

import { join } from 'node:path';
import { BoxError } from '@kubecast/media/boxes';
import type { ListedSegment } from '@kubecast/media/session-rungs';
import { RecorderError } from '../recorder-error.ts';
import type { AssembledVideo, AssemblyOptions, LeftOut } from './assembled-video.ts';
import { type EpochInit, readEpochInit } from './epoch-init.ts';
import { isOneEncoding } from './in-band-parameters.ts';
import { indexRoom } from './index-room.ts';
import { IndexRoomError, MovieFile } from './movie-file.ts';
import { type MovieFacts, MovieWriter } from './movie-writer.ts';
import { type ReadAheadOptions, type ReadObject, readAhead } from './read-ahead.ts';
import { readSegmentMedia } from './segment-media.ts';

const videoName = 'video.mp4';
const defaultPatienceMs = 600_000;
/** They are small, and their sizes are not listed. */
const initBytes = 4096;

type Inits = ReadonlyMap<number, EpochInit>;

/** Undefined for what is malformed. */
const parsed = <T>(parse: () => T): T | BoxError | RangeError => {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BoxError || error instanceof RangeError) return error;
    throw error;
  }
};

const readingOf = ({ store, signal, onFault, patienceMs = defaultPatienceMs }: AssemblyOptions): ReadAheadOptions => ({
  store,
  signal,
  onFault,
  patienceMs,
});

/** Of all epochs that the plan has segments of, in order; one that cannot be read is not among them. */
const readInits = async (options: AssemblyOptions): Promise<Inits> => {
  const { segments, inits } = options.plan;
  const wanted = [...new Set(segments.map(({ epoch }) => epoch))].map((epoch) => ({
    epoch,
    key: inits.get(epoch) ?? '',
    sizeBytes: initBytes,
  }));
  const found = new Map<number, EpochInit>();
  for await (const {
    wanted: { epoch },
    bytes,
  } of readAhead(wanted, readingOf(options))) {
    const init = bytes && parsed(() => readEpochInit(bytes));
    if (init && !(init instanceof Error)) found.set(epoch, init);
  }
  return found;
};

const leftOut = ({ epoch, sequence, key }: ListedSegment, why: LeftOut['why'], detail: string): LeftOut => ({
  epoch,
  sequence,
  key,
  why,
  detail,
});

/** What of a segment goes into the video; else why it is left out. */
const mediaOf = ({ wanted, bytes }: ReadObject<ListedSegment>, init: EpochInit | undefined) => {
  if (!init) return leftOut(wanted, 'noInit', 'its initialisation section cannot be read');
  if (!bytes) return leftOut(wanted, 'absent', 'it was listed, and is not there any more');
  if (bytes.length === 0) return leftOut(wanted, 'empty', 'it has no bytes');
  const fragments = parsed(() => readSegmentMedia(bytes, init.section));
  return fragments instanceof Error ? leftOut(wanted, 'damaged', fragments.message) : { init, fragments };
};

const isNext = (former: ListedSegment | undefined, { epoch, sequence }: ListedSegment): boolean =>
  former !== undefined && former.epoch === epoch && former.sequence + 1 === sequence;

/** Gives every segment to `writer`. Returns those that were left out. */
const writeSegments = async (options: AssemblyOptions, inits: Inits, writer: MovieWriter) => {
  const { plan, onProgress, onLeftOut } = options;
  const left: LeftOut[] = [];
  let former: ListedSegment | undefined;
  let [doneSegments, doneBytes] = [0, 0];
  for await (const object of readAhead(plan.segments, readingOf(options))) {
    const { wanted } = object;
    const media = mediaOf(object, inits.get(wanted.epoch));
    if ('why' in media) {
      left.push(media);
      onLeftOut(media);
    } else {
      await writer.addSegment(media.fragments, { init: media.init, follows: isNext(former, wanted) });
      former = wanted;
    }
    doneSegments += 1;
    doneBytes += wanted.sizeBytes;
    onProgress({ doneSegments, segments: plan.segments.length, doneBytes, bytes: plan.sizeBytes });
    options.signal.throwIfAborted();
  }
  return left;
};

const nothingUsable = (segments: number): RecorderError =>
  new RecorderError(
    'NoMedia',
    `Could not make a video: none of ${segments} segments can be read as media; ` +
      'look at the objects in the bucket, or delete the Recording, nothing can be made of it',
  );

interface Written {
  readonly facts: MovieFacts;
  readonly left: readonly LeftOut[];
}

const writeVideo = async (options: AssemblyOptions, inits: Inits, path: string, room: number): Promise<Written> => {
  const [main] = inits.values();
  const file = await MovieFile.create(path, room);
  try {
    if (!main) throw nothingUsable(options.plan.segments.length);
    const writer = new MovieWriter(file, main, !isOneEncoding([...inits.values()]));
    const left = await writeSegments(options, inits, writer);
    if (left.length === options.plan.segments.length) throw nothingUsable(left.length);
    return { facts: await writer.finish(), left };
  } finally {
    await file.close();
  }
};

/** With more room for the index where it turned out to be too small. */
const writeVideoWhole = async (options: AssemblyOptions, inits: Inits, path: string): Promise<Written> => {
  try {
    return await writeVideo(options, inits, path, indexRoom(options.plan));
  } catch (error) {
    if (!(error instanceof IndexRoomError)) throw error;
    return writeVideo(options, inits, path, error.neededBytes);
  }
};

/**
 * Throws {@link RecorderError} `NoMedia` when no segment can be used, the errors of `object-store-error.ts`, the file system's
 * (`ENOSPC`), and the signal's reason. The file is whole only when it resolves.
 */
export const assembleVideo = async (options: AssemblyOptions): Promise<AssembledVideo> => {
  const path = join(options.workDirectory, videoName);
  const inits = await readInits(options);
  const { facts, left } = await writeVideoWhole(options, inits, path);
  const [main] = inits.values();
  const { width = 0, height = 0 } = main?.section.codecs ?? {};
  return { path, ...facts, width, height, leftOut: left };
};
