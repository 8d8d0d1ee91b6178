import type { LiveStream } from '@kubecast/crds/livestream';
import { ApiError } from '@kubecast/runtime/api-error';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { describe, expect, it } from 'vitest';
import type { SessionEnd } from '../livestream/session-ends.ts';
import { liveStreamFixture } from '../livestream/testing/live-stream-fixture.ts';
import { closeSession } from './close-session.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';

const now = new Date('2026-11-22T20:00:00Z');
const source = { namespace: 'live', stream: 'main', session: '20261122-180500-a1b2' };
const signal = AbortSignal.timeout(60_000);

const pod = (status: Pod['status']): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'main-pod' },
  ...(status && { status }),
});

const leaving = (deletionTimestamp: string): Pod => {
  const { metadata, ...rest } = pod({ phase: 'Running', podIP: '10.0.0.1' });
  return { ...rest, metadata: { ...metadata, deletionTimestamp } };
};

const open = (graceEndsAt: string): SessionEnd => ({ kind: 'open', graceEndsAt: new Date(graceEndsAt) });
const [past, future] = [open('2026-11-22T19:00:00Z'), open('2026-11-22T20:00:01Z')];

interface Situation {
  readonly end: SessionEnd;
  readonly pods?: readonly Pod[];
  /** In the informer's store, or only at the API server; absent: nowhere. */
  readonly liveStream?: 'known' | 'elsewhere';
}

const notFound = new ApiError({ attempt: 'get', status: 404, reason: 'NotFound', serverMessage: '' });

/** What it says, and how often it had the session ended. */
const run = async ({ end, pods = [], liveStream }: Situation) => {
  const ended: unknown[] = [];
  const fixture: LiveStream = liveStreamFixture();
  const needs = {
    client: { get: () => (liveStream === undefined ? Promise.reject(notFound) : Promise.resolve(fixture)) },
    stores: {
      liveStreams: { get: () => (liveStream === 'known' ? fixture : undefined) },
      transcoderPods: { byIndex: () => pods },
    },
    sessionEnds: {
      stateOf: () => Promise.resolve(end.kind === 'ended' ? 'closed' : end.kind),
      endOf: () => Promise.resolve(end),
    },
    sessionEnder: { end: (stream: unknown) => Promise.resolve(void ended.push(stream)) },
    now: () => now,
  } as unknown as RecordingDependencies;
  return { state: await closeSession(needs, source, signal), ended };
};

describe('closeSession', () => {
  it.each<[string, Situation, string]>([
    ['closed when the log says so', { end: { kind: 'ended', at: now } }, 'closed'],
    ['unknown when the log has nothing of it', { end: { kind: 'unknown' } }, 'unknown'],
    ['open while its grace lasts', { end: future, liveStream: 'known' }, 'open'],
    ['open while its grace lasts, in another shard', { end: future, liveStream: 'elsewhere' }, 'open'],
    ['open while a pod may upload', { end: past, pods: [pod({ phase: 'Running', podIP: '10.0.0.1' })] }, 'open'],
    ['open while a pod ends', { end: past, pods: [leaving('2026-11-22T19:59:31Z')] }, 'open'],
  ])('says %s, and ends nothing', async (_what, situation, expected) => {
    expect(await run(situation)).toEqual({ state: expected, ended: [] });
  });

  it.each<[string, Situation, number | undefined]>([
    ['its LiveStream is gone', { end: future }, undefined],
    [
      'its grace is over, and the next pod has never run',
      { end: past, liveStream: 'known', pods: [pod({ phase: 'Pending' })] },
      2000,
    ],
    ['its pod should have been gone', { end: past, pods: [leaving('2026-11-22T19:59:30Z')] }, undefined],
    ['its pod will not run again', { end: past, pods: [pod({ phase: 'Failed', podIP: '10.0.0.1' })] }, undefined],
  ])('ends it when %s', async (_what, situation, segmentMs) => {
    const stream = { ...source, segmentMs };
    expect(await run(situation)).toEqual({ state: 'closed', ended: [stream] });
  });
});
