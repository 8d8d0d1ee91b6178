import { recordingConditions } from '@kubecast/crds/conditions';
import type { Recording } from '@kubecast/crds/recording';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { ensureExpired } from './ensure-expired.ts';
import { RecordingBucket } from './recording-bucket.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingScope } from './recording-scope.ts';
import { recordingFixture } from './testing/recording-fixture.ts';

const dayMs = 86_400_000;
const endedMs = Date.parse('2026-11-22T20:00:00Z');

const store = new MemoryStore();
let asked: string[];
let deleted: string[];

beforeEach(() => {
  asked = [];
  deleted = [];
  store.onRequest = (request, key) => void asked.push(`${request} ${key}`);
});

const ended = (type: string): Recording => {
  const reached = {
    type,
    status: 'True' as const,
    reason: type,
    message: '',
    lastTransitionTime: '2026-11-22T20:05:00Z',
  };
  return recordingFixture({ retentionDays: 7 }, { conditions: [reached], endedAt: new Date(endedMs).toISOString() });
};

/** So many days after the end by the node's clock, and by the store's once it is asked. */
const run = async (recording: Recording, ownDays: number, storeDays: number) => {
  const listed = store.onRequest;
  store.onRequest = async (request, key) => {
    await listed(request, key);
    store.clock.take(endedMs + storeDays * dayMs);
  };
  const dependencies = {
    client: { delete: async (_kind: unknown, { name }: { name: string }) => void deleted.push(name) },
    bucket: new RecordingBucket(store),
    now: () => new Date(endedMs + ownDays * dayMs),
  } as unknown as RecordingDependencies;
  const log = pino({ level: 'silent' });
  const scope = { recording, log, lookAgainMs: Number.POSITIVE_INFINITY } as RecordingScope;
  const isGone = await ensureExpired(dependencies, scope, AbortSignal.timeout(60_000));
  return { isGone, days: Math.round(scope.lookAgainMs / dayMs) };
};

describe('ensureExpired', () => {
  const complete = ended(recordingConditions.complete);

  it('deletes it when its days are over by both clocks', async () => {
    expect(await run(complete, 7.1, 7.1)).toMatchObject({ isGone: true });
    expect(deleted).toEqual([complete.metadata.name]);
  });

  it('asks nobody before, and looks again when they are over', async () => {
    expect(await run(complete, 2, 400)).toEqual({ isGone: false, days: 5 });
    expect([asked, deleted]).toEqual([[], []]);
  });

  it('keeps it when only the clock of its own node is ahead', async () => {
    expect(await run(complete, 365, 2)).toEqual({ isGone: false, days: 5 });
    expect(deleted).toEqual([]);
  });

  it('keeps it when nobody can say what time it is', async () => {
    store.onRequest = () => {
      throw new Error('The object store is away');
    };
    await expect(run(complete, 7.1, 7.1)).rejects.toThrow('away');
    expect(deleted).toEqual([]);
  });

  it('keeps one that has failed for ever', async () => {
    expect(await run(ended(recordingConditions.failed), 400, 400)).toEqual({
      isGone: false,
      days: Number.POSITIVE_INFINITY,
    });
    expect(deleted).toEqual([]);
  });
});
