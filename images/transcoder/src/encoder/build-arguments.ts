/**
 * The encoder's command line: an array, one flag an element, each with its reason. Pure; golden files show it whole.
 *
 * A transport stream comes in on standard input. Rung n leaves as fragmented MP4 (H.264 and AAC) on file descriptor
 * `firstRungDescriptor + n`. Keyframes are forced by time where segments start (segment-starts.ts), on all rungs alike; nothing
 * else makes one.
 */
import { framesPerSecond } from '../probe/nominal-frame-rate.ts';
import { audioBitrates, audioSampleRate, buildAudioGraph, buildVideoGraph } from './build-filters.ts';
import type { EncoderJob } from './encoder-job.ts';
import { segmentStartExpression } from './segment-starts.ts';
import type { FormatRendition } from './session-format.ts';

export const firstRungDescriptor = 3;

/** Fragments of sessions whose playlists name no parts: long enough to cost nothing, short enough to lose little. */
const plainFragmentMs = 500;
/** The rate may exceed its target by so much over a second. */
const maximumRateFactor = 1.2;

const inputArguments: readonly string[] = [
  '-nostdin',
  '-hide_banner',
  ...['-loglevel', 'warning'],
  // Told to us, once a second, on standard output, where the filters' measurements go too.
  '-nostats',
  ...['-progress', 'pipe:1'],
  ...['-stats_period', '1'],
  // Hostile input can name no file and no URL.
  ...['-protocol_whitelist', 'pipe'],
  ...['-f', 'mpegts'],
  // Start after 0.2 s of media instead of 5; the probe has already waited for as much.
  ...['-probesize', '2000000'],
  ...['-analyzeduration', '200000'],
  ...['-fpsprobesize', '0'],
  // The filters subtract the first picture's own time: exact, whatever else is in the stream.
  '-copyts',
  // A frame leaves the decoder as soon as it is whole: frame threads would each hold one back.
  ...['-flags', 'low_delay'],
  ...['-threads', '1'],
  // Sound that changes its form would start a new graph, and that would start with silence from 0 on.
  ...['-reinit_filter:a', '0'],
  ...['-i', 'pipe:0'],
];

/** Slices a picture: zerolatency encodes a frame at a time, and many cores would cut it into uselessly thin ones. */
const encoderThreads = ({ width, height }: FormatRendition, cores: number): number => {
  const shortSide = Math.min(width, height);
  if (shortSide >= 1080) return Math.min(4, cores);
  return shortSide >= 720 ? Math.min(2, cores) : 1;
};

const rungArguments = (rung: FormatRendition, index: number, cores: number): readonly string[] => [
  ...['-map', `[v${index}]`],
  ...[`-b:v:${index}`, `${rung.videoBitrateKbps}k`],
  ...[`-maxrate:v:${index}`, `${Math.round(rung.videoBitrateKbps * maximumRateFactor)}k`],
  ...[`-bufsize:v:${index}`, `${rung.videoBitrateKbps}k`],
  ...[`-threads:v:${index}`, String(encoderThreads(rung, cores))],
];

const videoArguments = ({ config, format }: EncoderJob): readonly string[] => [
  ...['-c:v', 'libx264'],
  ...['-preset', config.preset],
  // Look-ahead and B-frames are the largest hidden delay.
  ...['-tune', 'zerolatency'],
  ...['-profile:v', 'high'],
  // Far beyond a segment: only the expression below makes keyframes.
  ...['-g', String(Math.ceil(framesPerSecond(format.frameRate) * config.segmentSeconds * 10))],
  ...['-sc_threshold', '0'],
  ...['-forced-idr', '1'],
  // A millisecond of grace: times are sums of fractions.
  ...['-force_key_frames', `expr:gte(t+0.001,${segmentStartExpression(config.segmentSeconds)})`],
  ...['-color_primaries', 'bt709'],
  ...['-color_trc', 'bt709'],
  ...['-colorspace', 'bt709'],
];

const audioArguments = ({ format }: EncoderJob): readonly string[] => [
  ...audioBitrates(format.renditions).flatMap((kbps, index) => [
    ...['-map', `[a${index}]`],
    ...[`-b:a:${index}`, `${kbps}k`],
  ]),
  ...['-c:a', 'aac'],
  ...['-ar', String(audioSampleRate)],
];

/** Options of one rung's muxer inside `tee`, which shares the encoded audio among rungs. */
const teeBranch = (job: EncoderJob, rung: FormatRendition, index: number): string => {
  const audio = audioBitrates(job.format.renditions).indexOf(rung.audioBitrateKbps);
  const options = [
    'f=mp4',
    // A fragment a part, cut at each keyframe too; moov first and without samples.
    'movflags=empty_moov+default_base_moof+frag_keyframe',
    `frag_duration=${(job.config.partMs || plainFragmentMs) * 1000}`,
    'flush_packets=1',
    `select=\\'v:${index},a:${audio}\\'`,
  ];
  return `[${options.join(':')}]pipe:${firstRungDescriptor + index}`;
};

const outputArguments = (job: EncoderJob): readonly string[] => [
  // Silence is endless: the picture's end is the end. Real audio may end a little earlier, which must not cut the picture.
  ...(job.source.audioCodec === undefined ? ['-shortest'] : []),
  // Audio that stops must not hold the picture back for the default 10 s.
  ...['-max_interleave_delta', '1000000'],
  // The muxers behind tee want their headers up front.
  ...['-flags', '+global_header'],
  ...['-f', 'tee'],
  job.format.renditions.map((rung, index) => teeBranch(job, rung, index)).join('|'),
];

export const buildArguments = (job: EncoderJob): readonly string[] => [
  ...inputArguments,
  ...['-filter_complex', buildVideoGraph(job)],
  ...['-filter_complex', buildAudioGraph(job)],
  ...job.format.renditions.flatMap((rung, index) => rungArguments(rung, index, job.cores)),
  ...videoArguments(job),
  ...audioArguments(job),
  ...outputArguments(job),
];
