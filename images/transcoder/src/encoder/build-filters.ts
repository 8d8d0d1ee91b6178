/**
 * The encoder's filter graphs. Video: one decode, then a cascade in which each rung is scaled from the one above, not from
 * the source. Audio has a graph of its own, so that silence (an endless source) does not keep the video's from ending, and
 * each distinct bit rate is encoded once. Both timelines start at 0 at `startPts`.
 *
 * A branch of each graph measures, once a second, what is to be seen and heard (`measurement.ts`), and ends in a sink: it is
 * fed beside the encoders, never before them. Pure.
 */
import { ptsTicksPerSecond, ptsWrap } from '../ingest/transport-packet.ts';
import { framesPerSecond } from '../probe/nominal-frame-rate.ts';
import type { EncoderJob } from './encoder-job.ts';
import { metadataKeys } from './measurement.ts';
import type { FormatRendition } from './session-format.ts';
import { displaySize } from './session-ladder.ts';

export const audioSampleRate = 48_000;
/** Samples that an AAC encoder puts before the first: audio begins that much later, so that no timestamp is negative. */
const aacPriming = 1024;

/** The demuxer counts times shortly before the wrap as negative ones (libavformat's pts_wrap_reference, 60 s). */
const demuxedPts = (pts: number): number => (pts >= ptsWrap - 60 * ptsTicksPerSecond ? pts - ptsWrap : pts);

/** Audio's distinct bit rates, in the order of the rungs. */
export const audioBitrates = (renditions: readonly FormatRendition[]): readonly number[] => [
  ...new Set(renditions.map(({ audioBitrateKbps }) => audioBitrateKbps)),
];

/** Fills the top rung's picture exactly in the epoch that fixed its size; later sources may need bars. */
const fitTo = ({ width, height }: FormatRendition, { source }: EncoderJob): readonly string[] => {
  const size = displaySize(source);
  const isSameShape = Math.abs(size.width * height - size.height * width) <= width * 2 + height * 2;
  if (isSameShape) return [`scale=${width}:${height}`, 'setsar=1'];
  return [
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2`,
    `pad=${width}:${height}:-1:-1`,
    'setsar=1',
  ];
};

/** Square pixels first: what fits a picture's shape must not look at the coded one. */
const squarePixels = ({ source }: EncoderJob): readonly string[] => {
  if (source.pixelAspect === 1) return [];
  const { width, height } = displaySize(source);
  return [`scale=${width}:${height}`];
};

const topRungChain = (top: FormatRendition, job: EncoderJob): string =>
  [
    // Ticks are the demuxer's, so the first picture's presentation time is exact.
    `setpts=PTS-${demuxedPts(job.startPts)}`,
    ...(job.source.interlaced ? ['bwdif=mode=send_frame'] : []),
    // Lost frames are repeated, surplus ones dropped; a constant source passes frame by frame.
    `fps=${job.format.frameRate.numerator}/${job.format.frameRate.denominator}`,
    // A successor is fed from the keyframe before its first picture: what was published is decoded, not encoded again.
    'trim=start=0',
    ...squarePixels(job),
    ...fitTo(top, job),
    'format=yuv420p',
  ].join(',');

/** To standard output, a line at once: buffered ones would come minutes late. */
const printed = (filter: 'metadata' | 'ametadata', key: string): string =>
  `${filter}=mode=print:key=${key}:file=-:direct=1`;

/** Of the lowest rung's pictures, one a second. */
const pictureMeasurement = ({ format }: EncoderJob): string =>
  [
    `framestep=${Math.ceil(framesPerSecond(format.frameRate))}`,
    'signalstats',
    printed('metadata', metadataKeys.lumaHigh),
    printed('metadata', metadataKeys.lumaChange),
    'nullsink',
  ].join(',');

/** Of the sound, a second at a time. */
const soundMeasurement: string = [
  `asetnsamples=n=${audioSampleRate}:p=0`,
  'astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level',
  printed('ametadata', metadataKeys.audioLevelDb),
  'anullsink',
].join(',');

/** `[0:v:0]…,split=2[v0][below0];[below0]scale=…,split=2[v1][measured];[measured]…` */
export const buildVideoGraph = (job: EncoderJob): string => {
  const { renditions } = job.format;
  const chains = renditions.map((rung, index) => {
    const chain =
      index === 0
        ? `[0:v:0]${topRungChain(rung, job)}`
        : `[below${index - 1}]scale=${rung.width}:${rung.height},setsar=1`;
    const below = index === renditions.length - 1 ? 'measured' : `below${index}`;
    return `${chain},split=2[v${index}][${below}]`;
  });
  return [...chains, `[measured]${pictureMeasurement(job)}`].join(';');
};

const audioSource = (job: EncoderJob): string => {
  if (job.source.audioCodec === undefined) {
    return `anullsrc=r=${audioSampleRate}:cl=stereo,asetpts=PTS+${aacPriming}`;
  }
  const start = demuxedPts(job.startPts) / ptsTicksPerSecond;
  return [
    `[0:a:0]asetpts=PTS-${start.toFixed(6)}/TB`,
    // A step of its own: together with the next one the first frame would begin with the resampler's delay.
    `aresample=${audioSampleRate}`,
    // Gaps become silence and overlaps are cut, so that audio never drifts from the picture.
    `aresample=async=1:first_pts=${aacPriming}`,
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
  ].join(',');
};

/** `…,asplit=3[a0][a1][heard];[heard]…`, one output a distinct bit rate; silence of our own is not measured. */
export const buildAudioGraph = (job: EncoderJob): string => {
  const outputs = audioBitrates(job.format.renditions).map((_, index) => `[a${index}]`);
  if (job.source.audioCodec === undefined) return `${audioSource(job)},asplit=${outputs.length}${outputs.join('')}`;
  return `${audioSource(job)},asplit=${outputs.length + 1}${outputs.join('')}[heard];[heard]${soundMeasurement}`;
};
