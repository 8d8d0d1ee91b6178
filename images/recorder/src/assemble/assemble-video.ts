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
import { checkSegment } from './check-segment.ts';
import { type EpochInit, readEpochInit } from './epoch-init.ts';
import { isOneEncoding } from './in-band-parameters.ts';
import { indexRoom } from './index-room.ts';
import { MediaCount } from './media-count.ts';
import { IndexRoomError, MovieFile } from './movie-file.ts';
import { type MovieFacts, MovieWriter } from './movie-writer.ts';
import { type ReadAheadOptions, type ReadObject, readAhead } from './read-ahead.ts';
import { type MediaFragment, readSegmentMedia } from './segment-media.ts';
import { ShownLengths } from './shown-lengths.ts';

const videoName = 'video.mp4';
/** They are small, and their sizes are not listed. */
const initBytes = 4096;

type Inits = ReadonlyMap<number, EpochInit>;

/** What `parse` returns; for what is malformed the error that it threw. */
const parsed = <T>(parse: () => T): T | BoxError | RangeError => {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BoxError || error instanceof RangeError) return error;
    throw error;
  }
};

const readingOf = ({ store, signal, onFault, patienceMs }: AssemblyOptions): ReadAheadOptions => ({
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

const readChecked = (bytes: Buffer, { section }: EpochInit, name: ListedSegment): readonly MediaFragment[] => {
  const fragments = readSegmentMedia(bytes, section);
  checkSegment(fragments, name);
  return fragments;
};

/** What of a segment goes into the video; else why it is left out. */
const mediaOf = ({ wanted, bytes }: ReadObject<ListedSegment>, init: EpochInit | undefined) => {
  if (!init) return leftOut(wanted, 'noInit', 'its initialisation section cannot be read');
  if (!bytes) return leftOut(wanted, 'absent', 'it was listed, and is not there any more');
  if (bytes.length === 0) return leftOut(wanted, 'empty', 'it has no bytes');
  const fragments = parsed(() => readChecked(bytes, init, wanted));
  return fragments instanceof Error ? leftOut(wanted, 'damaged', fragments.message) : { init, fragments };
};

const isNext = (former: ListedSegment | undefined, { epoch, sequence }: ListedSegment): boolean =>
  former !== undefined && former.epoch === epoch && former.sequence + 1 === sequence;

/** What became of the segments. */
type Outcome = Pick<AssembledVideo, 'leftOut' | 'cutShort' | 'counted'>;

/** Gives every segment to `writer`. */
const writeSegments = async (options: AssemblyOptions, inits: Inits, writer: MovieWriter): Promise<Outcome> => {
  const { plan, onProgress, onLeftOut } = options;
  const left: LeftOut[] = [];
  const lengths = new ShownLengths();
  const count = new MediaCount();
  let former: ListedSegment | undefined;
  let doneSegments = 0;
  for await (const object of readAhead(plan.segments, readingOf(options))) {
    const { wanted } = object;
    const media = mediaOf(object, inits.get(wanted.epoch));
    if ('why' in media) {
      left.push(media);
      onLeftOut(media);
    } else {
      count.add(media.fragments);
      const context = { init: media.init, follows: isNext(former, wanted) };
      lengths.add(wanted, await writer.addSegment(media.fragments, context));
      former = wanted;
    }
    doneSegments += 1;
    onProgress({ doneSegments, segments: plan.segments.length });
    options.signal.throwIfAborted();
  }
  return { leftOut: left, cutShort: lengths.finish(), counted: count.counted };
};

const nothingUsable = (segments: number): RecorderError =>
  new RecorderError(
    'NoMedia',
    `Could not make a video: none of ${segments} segments can be read as media; ` +
      'look at the objects in the bucket, or delete the Recording, nothing can be made of it',
  );

type Written = MovieFacts & Outcome;

const writeVideo = async (options: AssemblyOptions, inits: Inits, path: string, room: number): Promise<Written> => {
  const [main] = inits.values();
  const file = await MovieFile.create(path, room);
  try {
    if (!main) throw nothingUsable(options.plan.segments.length);
    const writer = new MovieWriter(file, main, !isOneEncoding([...inits.values()]));
    const outcome = await writeSegments(options, inits, writer);
    if (outcome.leftOut.length === options.plan.segments.length) throw nothingUsable(options.plan.segments.length);
    return { ...(await writer.finish()), ...outcome };
  } finally {
    await file.close();
  }
};

/** Tells of a segment once, however often the video is written. */
const toldOnce = (onLeftOut: AssemblyOptions['onLeftOut']): AssemblyOptions['onLeftOut'] => {
  const told = new Set<string>();
  return (segment) => {
    if (!told.has(segment.key)) onLeftOut(segment);
    told.add(segment.key);
  };
};

/** With more room for the index where it turned out to be too small. */
const writeVideoWhole = async (asked: AssemblyOptions, inits: Inits, path: string): Promise<Written> => {
  const options = { ...asked, onLeftOut: toldOnce(asked.onLeftOut) };
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
  const written = await writeVideoWhole(options, inits, path);
  const [main] = inits.values();
  const { width = 0, height = 0 } = main?.section.codecs ?? {};
  return { path, ...written, width, height };
};
