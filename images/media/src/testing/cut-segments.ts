/** A fragmented MP4 cut into segments at keyframes, as the transcoder's packager does, and moved in time (pure). */
import { type Box, childrenOf, readBoxes, requireBox } from '../boxes.ts';
import { type InitSection, readInitSection } from '../init-section.ts';
import { readMovieFragment } from '../movie-fragment.ts';

/** One segment. Times in seconds of the epoch's own timeline. */
export interface CutSegment {
  readonly startSeconds: number;
  readonly durationSeconds: number;
  /** Pictures in it. */
  readonly frames: number;
  readonly bytes: Buffer;
}

export interface CutEpoch {
  readonly init: Buffer;
  readonly tracks: InitSection;
  readonly segments: readonly CutSegment[];
}

interface Fragment extends CutSegment {
  readonly sync: boolean;
}

const fragmentAt = (file: Buffer, boxes: readonly Box[], moofIndex: number, tracks: InitSection): Fragment => {
  const [moof, mdat] = [boxes[moofIndex], boxes[moofIndex + 1]];
  if (moof?.type !== 'moof' || mdat?.type !== 'mdat') throw new Error('Could not cut segments: a moof has no mdat');
  const video = readMovieFragment(file, moof, [tracks.video, tracks.audio]).find(
    ({ trackId }) => trackId === tracks.video.id,
  );
  return {
    startSeconds: (video?.decodeTime ?? 0) / tracks.video.timescale,
    durationSeconds: (video?.duration ?? 0) / tracks.video.timescale,
    frames: video?.samples ?? 0,
    sync: (video?.samples ?? 0) > 0 && video?.sync === true,
    bytes: file.subarray(moof.start, mdat.end),
  };
};

const joined = (fragments: readonly Fragment[]): CutSegment => ({
  startSeconds: fragments[0]?.startSeconds ?? 0,
  durationSeconds: fragments.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0),
  frames: fragments.reduce((sum, { frames }) => sum + frames, 0),
  bytes: Buffer.concat(fragments.map(({ bytes }) => bytes)),
});

/** Throws {@link BoxError} for what is no fragmented MP4 of one H.264 and one AAC track. */
export const cutSegments = (file: Buffer): CutEpoch => {
  const boxes = readBoxes(file, 0, file.length).filter(({ type }) => type !== 'mfra');
  const moofs = boxes.flatMap(({ type }, index) => (type === 'moof' ? [index] : []));
  const init = Buffer.from(file.subarray(0, boxes[moofs[0] ?? 0]?.start));
  const tracks = readInitSection(init);
  const groups: Fragment[][] = [];
  for (const index of moofs) {
    const fragment = fragmentAt(file, boxes, index, tracks);
    if (fragment.sync || groups.length === 0) groups.push([]);
    groups.at(-1)?.push(fragment);
  }
  return { init, tracks, segments: groups.map(joined) };
};

const moveTraf = (bytes: Buffer, traf: Box, ticks: (trackId: number) => number): void => {
  const trackId = bytes.readUInt32BE(requireBox(bytes, traf, 'tfhd').body + 4);
  const tfdt = requireBox(bytes, traf, 'tfdt');
  if (bytes.readUInt8(tfdt.body) !== 1) throw new Error('Could not move a segment: its tfdt has 32 bits');
  bytes.writeBigUInt64BE(bytes.readBigUInt64BE(tfdt.body + 4) + BigInt(ticks(trackId)), tfdt.body + 4);
};

/** A copy of a segment that is decoded `seconds` later; `seconds` is whole. */
export const moveSegment = (segment: CutSegment, { video, audio }: InitSection, seconds: number): CutSegment => {
  const bytes = Buffer.from(segment.bytes);
  const ticks = (trackId: number): number => seconds * (trackId === video.id ? video.timescale : audio.timescale);
  for (const moof of readBoxes(bytes, 0, bytes.length).filter(({ type }) => type === 'moof')) {
    for (const traf of childrenOf(bytes, moof).filter(({ type }) => type === 'traf')) moveTraf(bytes, traf, ticks);
  }
  return { ...segment, startSeconds: segment.startSeconds + seconds, bytes };
};
