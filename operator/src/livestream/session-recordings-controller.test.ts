import type { LiveStream } from '@kubecast/crds/livestream';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { createRuntimeMetrics } from '@kubecast/runtime/metrics';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FeedObservation, pendingFeed } from './feed-observation.ts';
import { SessionRecordingsController } from './session-recordings-controller.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';
import { knownFeed, podFixture, sessionFixture, unschedulableStatus } from './testing/pod-fixture.ts';

const key = 'live/main';
const session = sessionFixture();

let liveStream: LiveStream | undefined;
let pods: Pod[];
let feed: FeedObservation;
let settled: string[];
/** What was asked of the sessions' Recordings, oldest first. */
let asked: string[];
let passes: number;
let controller: SessionRecordingsController;
let running: Promise<void>;

beforeEach(() => {
  liveStream = liveStreamFixture();
  pods = [podFixture()];
  feed = knownFeed();
  settled = [session.id];
  asked = [];
  passes = 0;
  controller = new SessionRecordingsController({
    sessionRecordings: {
      ensure: async ({ namespace, stream, uid }) => void asked.push(`ensure ${namespace}/${stream} ${uid}`),
      isSettled: (_stream, id) => settled.includes(id),
      forget: ({ namespace, stream }) => void asked.push(`forget ${namespace}/${stream}`),
    },
    liveStreams: {
      get: () => {
        passes += 1;
        return liveStream;
      },
    },
    pods: { get: () => undefined, list: () => pods, keys: () => [], byIndex: () => pods, size: 1 },
    feedOf: () => feed,
    metrics: createRuntimeMetrics(new Registry()),
    logger: pino({ level: 'silent' }),
  });
  running = controller.controller.run();
});

afterEach(async () => {
  vi.useRealTimers();
  await controller.controller.drain();
  await running;
});

/** One pass, whole: the one that is added behind it begins only then. */
const pass = async (): Promise<void> => {
  for (const _turn of [1, 2]) {
    const before = passes;
    controller.queue.add(key);
    await waitFor('the stream is looked at', () => passes > before);
  }
};

/** How many of these pauses, seconds, end in a look at the log: neither before, nor after. */
const looksAfter = async (pauses: readonly number[]): Promise<number> => {
  let looks = 0;
  for (const seconds of pauses) {
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
    if (asked.length !== before) return looks;
    await vi.advanceTimersByTimeAsync(1);
    if (asked.length === before + 1) looks += 1;
  }
  return looks;
};

const ensured = 'ensure live/main main-uid';

describe('SessionRecordingsController', () => {
  it('reads the log when it first sees a stream, and not while nothing happens', async () => {
    await pass();
    await pass();
    expect(asked).toEqual([ensured]);
  });

  it.each<[string, () => void]>([
    ['another pod is there', () => (pods = [podFixture(undefined, { uid: 'other-uid' })])],
    ['its pod is gone', () => (pods = [])],
    ['its feed is lost', () => (feed = { status: 'unavailable', reason: 'gone' })],
    ['its feed tells of a session', () => (feed = knownFeed(session))],
  ])('reads it again when %s', async (_what, happen) => {
    await pass();
    happen();
    await pass();
    expect(asked).toEqual([ensured, ensured]);
  });

  it('does not read it again when a session only goes on', async () => {
    feed = knownFeed(session);
    await pass();
    feed = knownFeed(sessionFixture({ phase: 'Reconnecting', epoch: 2 }));
    await pass();
    expect(asked).toEqual([ensured]);
  });

  it('waits for a feed that is about to be heard, and for none of a pod without an address', async () => {
    feed = pendingFeed;
    await pass();
    expect(asked).toEqual([]);
    pods = [podFixture(unschedulableStatus)];
    await pass();
    expect(asked).toEqual([ensured]);
  });

  it('looks again until the session of a feed is settled', async () => {
    settled = [];
    feed = knownFeed(session);
    await pass();
    await waitFor('it has looked again', () => asked.length > 1);
    settled = [session.id];
    await pass();
    const before = asked.length;
    await pass();
    expect(asked).toHaveLength(before);
  });

  it('looks again after twice the time, at most a minute, and begins anew when something happens', async () => {
    vi.useFakeTimers();
    settled = [];
    feed = knownFeed(session);
    controller.queue.add(key);
    await vi.advanceTimersByTimeAsync(0);
    expect(await looksAfter([1, 2, 4, 8, 16, 32, 60, 60])).toBe(8);
    feed = knownFeed(sessionFixture({ id: '20261122-190000-c3d4' }));
    controller.queue.add(key);
    await vi.advanceTimersByTimeAsync(0);
    expect(await looksAfter([1])).toBe(1);
  });

  it('forgets a stream that is gone', async () => {
    await pass();
    liveStream = undefined;
    await pass();
    expect(new Set(asked)).toEqual(new Set([ensured, 'forget live/main']));
  });
});
