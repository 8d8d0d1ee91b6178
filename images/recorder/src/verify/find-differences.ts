/** How a finished video differs from what it should be. Pure. */
import type { VideoIndex } from '../video-file/open-video.ts';
import type { ProbedStream, ProbedVideo } from './probe-video.ts';

/** What the segments say that went into it, not what it says of itself. */
export interface ExpectedVideo {
  readonly frames: number;
  readonly durationSeconds: number;
  /** How far its length may be from that, besides rounding; 0 when not given. */
  readonly slackSeconds?: number;
  readonly width: number;
  readonly height: number;
}

export interface FoundVideo {
  readonly probed: ProbedVideo;
  readonly index: Pick<VideoIndex, 'isFastStart' | 'samples' | 'keyframes'>;
}

interface Rule {
  readonly isMet: boolean;
  /** What is wrong, when it is not. */
  readonly difference: string;
}

const durationFrames = 2;
/** A millisecond: times are rounded where they are written down. */
const roundingSeconds = 0.001;
/** Sound may end a little before the picture, or after it. */
const soundSeconds = 1;

const isNear = (value: number, expected: number, tolerance: number): boolean => Math.abs(value - expected) <= tolerance;

const streamRules = ({ streams }: ProbedVideo): readonly Rule[] => {
  const kinds = streams.map(({ kind, codec }) => `${kind} ${codec}`).toSorted();
  return [
    {
      isMet: kinds.join(', ') === 'audio aac, video h264',
      difference: `its streams are ${kinds.join(', ') || 'none'}`,
    },
  ];
};

const pictureRules = (video: ProbedStream, expected: ExpectedVideo): readonly Rule[] => {
  const { frames, durationSeconds, slackSeconds = 0, width, height } = expected;
  const tolerance = durationFrames * (durationSeconds / frames) + roundingSeconds + slackSeconds;
  return [
    { isMet: video.frames === frames, difference: `it has ${video.frames} frames instead of ${frames}` },
    {
      isMet: isNear(video.durationSeconds, durationSeconds, tolerance),
      difference: `it lasts ${video.durationSeconds} s instead of ${durationSeconds} s`,
    },
    {
      isMet: video.width === width && video.height === height,
      difference: `its picture is ${video.width}x${video.height} instead of ${width}x${height}`,
    },
  ];
};

const soundRules = (audio: ProbedStream, pictureSeconds: number): readonly Rule[] => [
  {
    isMet: isNear(audio.durationSeconds, pictureSeconds, soundSeconds),
    difference: `its sound lasts ${audio.durationSeconds} s, its picture ${pictureSeconds} s`,
  },
];

const indexRules = (
  { isFastStart, samples, keyframes }: FoundVideo['index'],
  expected: ExpectedVideo,
): readonly Rule[] => [
  { isMet: isFastStart, difference: 'its index lies behind its media' },
  { isMet: samples === expected.frames, difference: `its index has ${samples} frames instead of ${expected.frames}` },
  { isMet: keyframes[0]?.timeSeconds === 0, difference: 'its first frame is no keyframe' },
];

/** What is wrong with it, in words; none when all is right. */
export const findDifferences = ({ probed, index }: FoundVideo, expected: ExpectedVideo): readonly string[] => {
  const find = (kind: string) => probed.streams.filter((stream) => stream.kind === kind);
  const pictures = find('video');
  const pictureSeconds = pictures[0]?.durationSeconds ?? expected.durationSeconds;
  const rules = [
    ...streamRules(probed),
    ...indexRules(index, expected),
    ...pictures.flatMap((stream) => pictureRules(stream, expected)),
    ...find('audio').flatMap((stream) => soundRules(stream, pictureSeconds)),
  ];
  return rules.filter(({ isMet }) => !isMet).map(({ difference }) => difference);
};
