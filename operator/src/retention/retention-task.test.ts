import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { liveStreamFixture } from '../livestream/testing/live-stream-fixture.ts';
import { ownerKey } from './bucket-owner.ts';
import { addRetentionMetrics } from './retention-metrics.ts';
import { createRetentionTask, planSweep, type SweepPlan, type Unswept } from './retention-task.ts';
import { BucketWorld } from './testing/bucket-world.ts';

const session = '20260101-180500-a1b2';
const minuteMs = 60_000;

let world: BucketWorld;
let registry: Registry;
let abort: AbortController;
let running: Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
  world = new BucketWorld();
  registry = new Registry();
  abort = new AbortController();
  const observer = addRetentionMetrics(registry);
  const task = createRetentionTask({
    needs: { ...world.needs, deleted: observer.deleted, sessionDeleted: observer.sessionDeleted },
    observer,
    log: pino({ level: 'silent' }),
    now: () => new Date(),
  });
  running = task.run(abort.signal);
});

afterEach(async () => {
  abort.abort();
  await running;
  vi.useRealTimers();
});

const metric = async (name: string): Promise<readonly (readonly [string, number])[]> => {
  const { values } = (await registry.getSingleMetric(name)?.get()) ?? { values: [] };
  return values.map(({ labels, value }) => [String(labels.outcome ?? ''), value]);
};

const sessions = () => metric('kubecast_retention_sessions');

describe('createRetentionTask', () => {
  it('sweeps a minute after the start, then every hour, and tells what it found', async () => {
    await world.addSession(session);
    await world.addRecording(session, false);
    await vi.advanceTimersByTimeAsync(minuteMs - 1);
    expect(await sessions()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await sessions()).toEqual([['recordingUnfinished', 1]]);
    const sweptAt = Date.now() / 1_000;
    expect(await metric('kubecast_retention_last_success_timestamp_seconds')).toEqual([['', sweptAt]]);
    await world.addRecording(session, true);
    await vi.advanceTimersByTimeAsync(60 * minuteMs - 1);
    expect(world.sessions()).toEqual([session]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await sessions()).toEqual([['deleted', 1]]);
    expect(await metric('kubecast_retention_deleted_sessions_total')).toEqual([['', 1]]);
  });

  it('sweeps again in five minutes when the object store was away', async () => {
    await world.addSession(session, { recording: false });
    world.segments.onRequest = () => {
      throw new Error('The object store is away');
    };
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(await metric('kubecast_retention_failures_total')).toEqual([['', 1]]);
    world.segments.onRequest = () => undefined;
    await vi.advanceTimersByTimeAsync(5 * minuteMs);
    expect(await sessions()).toEqual([['deleted', 1]]);
  });

  it('sweeps only what failed again, ever less often, and all once an hour', async () => {
    await world.addSession(session, { recording: false, hoursAgo: 1 });
    await world.segments.put('live/aaa/epochs/000001.json', 'none of ours', { contentType: 'text/plain' });
    world.liveStreams.set('live/aaa', liveStreamFixture());
    const listed: string[] = [];
    world.segments.onRequest = (request, key) => void (request === 'list' && listed.push(key));
    const after = async (minutes: number) => {
      listed.length = 0;
      await vi.advanceTimersByTimeAsync(minutes * minuteMs);
      return ['', 'live/aaa/', 'live/main/'].map((key) => listed.filter((one) => one === key).length);
    };
    expect(await after(1)).toEqual([1, 1, 1]);
    expect(await sessions()).toEqual([['recent', 1]]);
    expect(await after(5)).toEqual([0, 1, 0]);
    expect(await after(10)).toEqual([0, 1, 0]);
    expect(await after(20)).toEqual([0, 1, 0]);
    expect(await after(25)).toEqual([1, 1, 1]);
    expect(await after(60)).toEqual([1, 1, 1]);
    expect(await sessions()).toEqual([['recent', 1]]);
    expect(await metric('kubecast_retention_last_success_timestamp_seconds')).toEqual([['', 0]]);
  });

  it('counts what it deleted before it failed', async () => {
    await world.addSession(session, { recording: false });
    world.segments.onRequest = (request, key) => {
      if (request === 'delete' && key.includes('epochs/')) throw new Error('The object store is away');
    };
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(await metric('kubecast_retention_deleted_objects_total')).toEqual([['', 8]]);
    expect(await metric('kubecast_retention_deleted_sessions_total')).toEqual([['', 1]]);
  });

  it('touches nothing in a bucket of another cluster', async () => {
    await world.addSession(session, { recording: false, ended: false });
    world.liveStreams.clear();
    await world.segments.put(ownerKey, '{"cluster":"other-uid"}', { contentType: 'application/json' });
    const before = world.keys();
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(world.keys()).toEqual(before);
    expect(world.recordings.size).toBe(0);
    expect(await metric('kubecast_retention_foreign_bucket')).toEqual([['', 1]]);
    await world.segments.delete(ownerKey);
    await vi.advanceTimersByTimeAsync(60 * minuteMs);
    expect(await world.log.readLast()).toMatchObject({ end: true });
    expect(await metric('kubecast_retention_foreign_bucket')).toEqual([['', 0]]);
  });

  it('ends in the middle of a sweep when it is told to', async () => {
    await world.addSession(session, { recording: false });
    world.segments.onRequest = (request) => {
      if (request === 'delete') abort.abort();
    };
    await vi.advanceTimersByTimeAsync(minuteMs);
    await running;
    expect(await metric('kubecast_retention_failures_total')).toEqual([['', 0]]);
  });
});

describe('planSweep', () => {
  const some = [{ namespace: 'live', stream: 'main' }];
  const all = { what: 'all', untilAllMs: 60 * minuteMs } as const;

  it.each<[string, SweepPlan, Unswept, SweepPlan]>([
    ['waits an hour', { ...all, waitMs: 1, tries: 3 }, [], { ...all, waitMs: 60 * minuteMs, tries: 0 }],
    ['tries all again', { ...all, waitMs: 1, tries: 0 }, 'all', { ...all, waitMs: 5 * minuteMs, tries: 1 }],
    ['tries all again later', { ...all, waitMs: 1, tries: 2 }, 'all', { ...all, waitMs: 20 * minuteMs, tries: 3 }],
    [
      'tries all at least hourly',
      { ...all, waitMs: 1, tries: 10 },
      'all',
      { ...all, waitMs: 60 * minuteMs, tries: 10 },
    ],
    [
      'tries what failed again',
      { ...all, waitMs: 1, tries: 0 },
      some,
      { what: some, untilAllMs: 55 * minuteMs, waitMs: 5 * minuteMs, tries: 1 },
    ],
    [
      'goes on with all when that is due before',
      { what: some, untilAllMs: 25 * minuteMs, waitMs: 1, tries: 3 },
      some,
      { ...all, waitMs: 25 * minuteMs, tries: 4 },
    ],
    [
      'goes on with all when nothing is left',
      { what: some, untilAllMs: 55 * minuteMs, waitMs: 1, tries: 1 },
      [],
      { ...all, waitMs: 55 * minuteMs, tries: 0 },
    ],
  ])('%s', (_what, plan, unswept, expected) => {
    expect(planSweep(plan, unswept)).toEqual(expected);
  });
});
