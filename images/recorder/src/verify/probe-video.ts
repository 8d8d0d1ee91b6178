/** What ffprobe says of a finished video. */
import { z } from 'zod';
import { runTool } from '../run-tool.ts';

/** A track without samples has none of these. */
const decimal = z.coerce.number().default(0);

const streamSchema = z.object({
  codec_type: z.string(),
  codec_name: z.string().default('unknown'),
  width: z.number().optional(),
  height: z.number().optional(),
  duration: decimal,
  nb_frames: decimal,
});

const documentSchema = z.object({ streams: z.array(streamSchema) });

export interface ProbedStream {
  readonly kind: string;
  readonly codec: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly durationSeconds: number;
  readonly frames: number;
}

export interface ProbedVideo {
  readonly streams: readonly ProbedStream[];
}

const parseProbe = (document: unknown): ProbedVideo => {
  const { streams } = documentSchema.parse(document);
  return {
    streams: streams.map((stream) => ({
      kind: stream.codec_type,
      codec: stream.codec_name,
      width: stream.width,
      height: stream.height,
      durationSeconds: stream.duration,
      frames: stream.nb_frames,
    })),
  };
};

const probeArguments = (path: string): readonly string[] => [
  ...['-v', 'error'],
  ...['-protocol_whitelist', 'file'],
  ...['-of', 'json'],
  '-show_streams',
  ...['-i', path],
];

/** Throws what `runTool` throws, SyntaxError or ZodError. */
export const probeVideo = async (path: string, signal: AbortSignal): Promise<ProbedVideo> =>
  parseProbe(JSON.parse(String(await runTool('ffprobe', probeArguments(path), { signal }))));
