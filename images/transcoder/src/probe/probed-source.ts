/** What a caller sends, as ffprobe and the packet headers tell. */
import type { Source } from '@kubecast/media/state-feed';
import { z } from 'zod';
import type { FrameRate } from '../encoder/session-format.ts';
import { framesPerSecond } from './nominal-frame-rate.ts';

export interface ProbedSource {
  readonly videoCodec: string;
  /** Pixels as coded. */
  readonly width: number;
  readonly height: number;
  /** Width of a pixel by its height. */
  readonly pixelAspect: number;
  readonly interlaced: boolean;
  /** Constant, at most 60; see nominal-frame-rate.ts. */
  readonly frameRate: FrameRate;
  /** Undefined: no audio, or none that can be decoded. */
  readonly audioCodec: string | undefined;
}

const ratio = z
  .string()
  .regex(/^\d+[:/]\d+$/)
  .transform((text) => text.split(/[:/]/).map(Number) as [number, number])
  .catch([0, 0]);

const videoStream = z.object({
  codec_type: z.literal('video'),
  codec_name: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  pix_fmt: z.string().optional(),
  sample_aspect_ratio: ratio,
  r_frame_rate: ratio,
  field_order: z.string().default('progressive'),
});

const audioStream = z.object({
  codec_type: z.literal('audio'),
  codec_name: z.string(),
  sample_rate: z.coerce.number(),
  channels: z.number(),
});

const otherStream = z.object({ codec_type: z.string().default('unknown') });

/** `ffprobe -of json -show_streams`, as far as it is used. */
export const ffprobeSchema = z.object({
  streams: z.array(z.union([videoStream, audioStream, otherStream])).default([]),
});

type Ffprobe = z.infer<typeof ffprobeSchema>;
type VideoStream = z.infer<typeof videoStream>;
type AudioStream = z.infer<typeof audioStream>;

/** Everything but the frame rate, for which ffprobe only has `declaredRate`. */
export interface Probed extends Omit<ProbedSource, 'frameRate'> {
  readonly declaredRate: FrameRate | undefined;
}

const isVideo = (stream: Ffprobe['streams'][number]): stream is VideoStream =>
  stream.codec_type === 'video' && 'width' in stream && stream.width > 0 && stream.height > 0 && !!stream.pix_fmt;

const isAudio = (stream: Ffprobe['streams'][number]): stream is AudioStream =>
  stream.codec_type === 'audio' && 'channels' in stream && stream.sample_rate > 0 && stream.channels > 0;

const rateFrom = ([numerator, denominator]: [number, number]): FrameRate | undefined =>
  numerator > 0 && denominator > 0 ? { numerator, denominator } : undefined;

/** Undefined while there is no video stream whose decoder knows its picture. */
export const readProbe = (document: unknown): Probed | undefined => {
  const { streams } = ffprobeSchema.parse(document);
  const video = streams.find(isVideo);
  if (!video) return undefined;
  const [pixelWidth, pixelHeight] = video.sample_aspect_ratio;
  return {
    videoCodec: video.codec_name,
    width: video.width,
    height: video.height,
    pixelAspect: pixelWidth > 0 && pixelHeight > 0 ? pixelWidth / pixelHeight : 1,
    interlaced: !['progressive', 'unknown'].includes(video.field_order),
    audioCodec: streams.find(isAudio)?.codec_name,
    declaredRate: rateFrom(video.r_frame_rate),
  };
};

/** As the state feed has it. */
export const describeSource = (probed: ProbedSource): Source => ({
  videoCodec: probed.videoCodec,
  width: probed.width,
  height: probed.height,
  frameRate: Number(framesPerSecond(probed.frameRate).toFixed(3)),
  ...(probed.audioCodec === undefined ? {} : { audioCodec: probed.audioCodec }),
});
