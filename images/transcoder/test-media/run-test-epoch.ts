/** Runs one epoch over bytes in memory and collects what it emits. */
import { Readable } from 'node:stream';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import { pino } from 'pino';
import type { EpochFacts, EpochOptions, EpochOutcome } from '../src/encoder/epoch-contract.ts';
import { runEpoch } from '../src/encoder/run-epoch.ts';
import { TransportSource } from '../src/ingest/transport-source.ts';
import type { PackagedEvent, SegmentEvent } from '../src/packager/packaged-event.ts';

export const testAnchorUnixMs = 1_700_000_000_000;
export const testClaim = { epoch: 3, firstSequence: 7, anchorUnixMs: testAnchorUnixMs } as const;

export const testConfig: TranscoderConfig = {
  namespace: 'live',
  stream: 'studio',
  liveStreamUid: '7c1d9b0e-0000-4000-8000-000000000000',
  srtLatencyMs: 120,
  renditions: [
    { name: '180p', height: 180, videoBitrateKbps: 300, audioBitrateKbps: 128 },
    { name: '144p', height: 144, videoBitrateKbps: 200, audioBitrateKbps: 64 },
  ],
  preset: 'ultrafast',
  segmentSeconds: 2,
  partMs: 200,
  dvrWindowSeconds: 60,
  graceSeconds: 10,
  recording: false,
  objectStore: {
    endpoint: 'http://localhost:9000',
    region: 'us-east-1',
    forcePathStyle: true,
    bucket: 'live-segments',
  },
  spoolLimitBytes: 1024 * 1024,
};

export interface EpochTranscript {
  readonly outcome: EpochOutcome;
  readonly facts: EpochFacts | undefined;
  readonly events: readonly PackagedEvent[];
}

/** Pieces of a size that is no multiple of a packet, as pipes deliver them. */
function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

export const sourceOf = (bytes: Buffer): TransportSource => new TransportSource(Readable.from(piecesOf(bytes)));

export const runTestEpoch = async (
  source: TransportSource,
  options: Partial<EpochOptions> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<EpochTranscript> => {
  const events: PackagedEvent[] = [];
  let facts: EpochFacts | undefined;
  const { claim = async () => testClaim } = options;
  const outcome = await runEpoch(
    {
      config: testConfig,
      source,
      format: undefined,
      logger: pino({ level: 'silent' }),
      ...options,
      claim: (found) => {
        facts = found;
        return claim(found);
      },
      emit: (event) => {
        events.push(event);
        options.emit?.(event);
      },
    },
    signal,
  );
  return { outcome, facts, events };
};

export const segmentsOf = ({ events }: EpochTranscript, rendition: string): readonly SegmentEvent[] =>
  events.filter((event): event is SegmentEvent => event.kind === 'segment' && event.rendition === rendition);

/** The initialisation section and all segments, as a player would put them together. */
export const fileOf = (transcript: EpochTranscript, rendition: string): Buffer => {
  const init = transcript.events.filter((event) => event.kind === 'init' && event.rendition === rendition);
  const parts = segmentsOf(transcript, rendition).flatMap(({ parts }) => parts);
  return Buffer.concat([...init, ...parts].map((event) => ('bytes' in event ? event.bytes : Buffer.alloc(0))));
};
