import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addRetentionMetrics } from './retention-metrics.ts';
import { createRetentionTask } from './retention-task.ts';
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
    needs: world.needs,
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
