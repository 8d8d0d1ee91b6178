/**
 * Finds out what a caller sends, from what has arrived since its first keyframe: quickly (a third of a second of media is
 * enough as a rule), and again with more while the decoder does not know the picture yet.
 */
import type { TransportSource } from '../ingest/transport-source.ts';
import { nominalFrameRate } from './nominal-frame-rate.ts';
import { type Probed, type ProbedSource, readProbe } from './probed-source.ts';
import { runFfprobe } from './run-ffprobe.ts';

export type ProbeOutcome =
  | { readonly kind: 'probed'; readonly probed: ProbedSource }
  | { readonly kind: 'sourceEnded' }
  | { readonly kind: 'notMpegTs' | 'noVideo' | 'unsupported'; readonly message: string };

/** A keyframe comes at least so often from every encoder that can be served. */
const firstKeyframeTimeoutMs = 20_000;
/** What each try waits for: a third of a second at 30 frames a second, then more. */
const tries = [
  { frames: 10, timeoutMs: 1_000 },
  { frames: 40, timeoutMs: 1_000 },
  { frames: 120, timeoutMs: 3_000 },
] as const;

const noKeyframe = {
  ended: { kind: 'sourceEnded' },
  notMpegTs: {
    kind: 'notMpegTs',
    message: 'No MPEG transport stream arrives: set the encoder’s output format to MPEG-TS',
  },
  noVideo: {
    kind: 'noVideo',
    message: 'No video keyframe arrives: send H.264 or HEVC video with a keyframe interval of 2 s',
  },
} as const satisfies Record<string, ProbeOutcome>;

const withRate = (source: TransportSource, { declaredRate, ...probed }: Probed): ProbeOutcome => ({
  kind: 'probed',
  probed: { ...probed, frameRate: nominalFrameRate({ declared: declaredRate, ...source.timing }) },
});

/** Settles in five seconds and a bit once a keyframe came. Rejects only when ffprobe cannot be run. */
export const probeSource = async (source: TransportSource, signal: AbortSignal): Promise<ProbeOutcome> => {
  const readiness = await source.ready(firstKeyframeTimeoutMs, signal);
  if (readiness !== 'ready') return noKeyframe[readiness];
  for (const amount of tries) {
    const settled = source.settled(amount, signal).then(() => source.snapshot());
    const document = await runFfprobe(settled, signal);
    if (signal.aborted) return { kind: 'sourceEnded' };
    const probed = readProbe(document ?? {});
    if (probed) return withRate(source, probed);
  }
  return { kind: 'unsupported', message: 'The video cannot be decoded: send H.264 or HEVC in the transport stream' };
};
