/** The media of one segment, read and checked: what is malformed is found before any of it is written. Pure. */
import { BoxError, readBoxes } from '@kubecast/media/boxes';
import { type FragmentSample, readFragmentSamples, type TrackSamples } from '@kubecast/media/fragment-samples';
import type { InitSection, Track } from '@kubecast/media/init-section';

/** One picture or one AAC frame. */
export interface MediaSample {
  readonly bytes: Buffer;
  /** Ticks of its track. */
  readonly duration: number;
  readonly sync: boolean;
}

/** One track's samples of one fragment. */
export interface MediaRun {
  /** Ticks, on the epoch's timeline. */
  readonly decodeTime: number;
  readonly timescale: number;
  readonly samples: readonly MediaSample[];
}

/** Either may have no samples. */
export interface MediaFragment {
  readonly video: MediaRun;
  readonly audio: MediaRun;
}

/** NAL units have their length before them, in as many bytes as our encoder writes (ISO/IEC 14496-15, 5.3.3.1). */
const lengthBytes = 4;

const checkPicture = (bytes: Buffer): void => {
  let at = 0;
  while (at + lengthBytes < bytes.length) at += lengthBytes + bytes.readUInt32BE(at);
  if (at !== bytes.length || at === 0) throw new BoxError('A picture’s NAL units do not fill its sample');
};

interface Range {
  readonly start: number;
  readonly end: number;
}

const checkSample = ({ offset, size, compositionOffset }: FragmentSample, data: Range): void => {
  if (size === 0 || offset < data.start || offset + size > data.end)
    throw new BoxError('A sample lies outside its mdat');
  if (compositionOffset !== 0) throw new BoxError('A picture is not shown when it is decoded: it has B-frames');
};

const emptyRun = ({ timescale }: Track): MediaRun => ({ decodeTime: 0, timescale, samples: [] });

const readRun = (bytes: Buffer, tracks: readonly TrackSamples[], wanted: Track, data: Range): MediaRun => {
  const found = tracks.find(({ track, samples }) => track.id === wanted.id && samples.length > 0);
  if (!found) return emptyRun(wanted);
  const samples = found.samples.map((sample) => {
    checkSample(sample, data);
    const media = bytes.subarray(sample.offset, sample.offset + sample.size);
    if (wanted.kind === 'video') checkPicture(media);
    return { bytes: media, duration: sample.duration, sync: sample.sync };
  });
  return { decodeTime: found.decodeTime, timescale: wanted.timescale, samples };
};

/** Throws `BoxError` or `RangeError` for whatever is not a row of `moof` and `mdat` with a picture in it. */
export const readSegmentMedia = (bytes: Buffer, { video, audio }: InitSection): readonly MediaFragment[] => {
  const boxes = readBoxes(bytes, 0, bytes.length);
  if (boxes.length % 2 !== 0) throw new BoxError('The segment ends within a fragment');
  const fragments: MediaFragment[] = [];
  for (let index = 0; index < boxes.length; index += 2) {
    const [moof, mdat] = [boxes[index], boxes[index + 1]];
    if (moof?.type !== 'moof' || mdat?.type !== 'mdat') throw new BoxError('The segment is not moof and mdat in turn');
    const data = { start: mdat.body, end: mdat.end };
    const tracks = readFragmentSamples(bytes, moof, [video, audio]);
    fragments.push({ video: readRun(bytes, tracks, video, data), audio: readRun(bytes, tracks, audio, data) });
  }
  if (!fragments.some((fragment) => fragment.video.samples.length > 0))
    throw new BoxError('The segment has no picture');
  return fragments;
};
