import { PassThrough } from 'node:stream';
import { createLogger } from '@kubecast/media/logger';
import { describe, expect, it } from 'vitest';
import type { EpochOutcome, RunEpoch } from './encoder/epoch-contract.ts';
import { TransportSource } from './ingest/transport-source.ts';
import { type BegunEpoch, serveSource, successorDelayMs } from './serve-source.ts';
import type { SessionEvent } from './session/session-event.ts';
import { quietConfig as config } from './testing/quiet-config.ts';

const facts = {
  source: { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 },
  format: { frameRate: { numerator: 30, denominator: 1 }, renditions: [] },
  firstMediaUnixMs: Date.UTC(2026, 0, 2, 3, 4, 5),
};
const begun: BegunEpoch = { claim: { epoch: 1, firstSequence: 0, anchorUnixMs: 0 }, emit: () => undefined };
const { signal } = new AbortController();

/** Serves a caller whose epochs end as told, each after its claim. */
const serve = async (outcomes: EpochOutcome[], place: BegunEpoch | 'refused' = begun) => {
  const events: SessionEvent[] = [];
  const ended: EpochOutcome[] = [];
  const runEpoch: RunEpoch = async ({ claim }) => {
    const next = outcomes.shift() ?? { kind: 'sourceEnded' };
    if (next.kind === 'notMpegTs') return next;
    return claim(facts).then(
      () => next,
      (cause) => ({ kind: 'claimFailed', cause }),
    );
  };
  const options = {
    config,
    runEpoch,
    dispatch: (event: SessionEvent) => events.push(event),
    format: () => undefined,
    takeBegun: () => (place === 'refused' ? undefined : place),
    onOutcome: (outcome: EpochOutcome) => ended.push(outcome),
    logger: createLogger('test', 'silent'),
  };
  await serveSource(new TransportSource(new PassThrough()), options, signal);
  return { events, ended };
};

describe('serveSource', () => {
  it('serves one epoch when the caller leaves after it', async () => {
    const { events } = await serve([{ kind: 'sourceEnded' }]);
    expect(events).toEqual([
      {
        kind: 'mediaStarted',
        atMs: facts.firstMediaUnixMs,
        newSessionId: expect.stringMatching(/^20260102-030405-[a-z0-9]{4}$/),
        source: facts.source,
        format: facts.format,
      },
      { kind: 'epochEnded', atMs: expect.any(Number), cause: 'dropped' },
    ]);
  });

  it.each([
    ['encoderCrashed', 'crashed'],
    ['timelineJumped', 'crashed'],
    ['audioChanged', 'crashed'],
    ['videoStopped', 'dropped'],
  ] as const)(
    'begins the next epoch behind one that ends with %s, which the session takes for %s',
    async (kind, cause) => {
      const { events } = await serve([{ kind, message: 'x' }, { kind: 'sourceEnded' }]);
      expect(events.map((event) => (event.kind === 'epochEnded' ? event.cause : event.kind))).toEqual([
        'mediaStarted',
        cause,
        'mediaStarted',
        'dropped',
      ]);
    },
  );

  it('begins nothing when the source cannot be served', async () => {
    const { events, ended } = await serve([{ kind: 'notMpegTs', message: 'x' }]);
    expect(events).toEqual([]);
    expect(ended).toEqual([{ kind: 'notMpegTs', message: 'x' }]);
  });

  it('drops the caller when the session takes no epoch', async () => {
    const { events, ended } = await serve([{ kind: 'sourceEnded' }], 'refused');
    expect(events).toMatchObject([{ kind: 'mediaStarted' }]);
    expect(ended).toMatchObject([{ kind: 'claimFailed', cause: { code: 'EpochRefused' } }]);
  });
});

describe('successorDelayMs', () => {
  it.each([
    [1, 0],
    [2, 400],
    [4, 1600],
    [50, 2000],
  ])('after %i crashes in a row is %i', (crashes, delay) => {
    expect(successorDelayMs(crashes)).toBe(delay);
  });
});
