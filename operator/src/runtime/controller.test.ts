import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { Controller, type ControllerOptions, type Reconcile } from './controller.ts';
import { StalledError, WaitingError } from './reconcile-error.ts';
import { WorkQueue } from './work-queue.ts';

const backoff = { baseMs: 100, capMs: 1_000, jitter: 0 };

/** A running controller; `passes` has the moment of each pass since the start, in milliseconds. */
const runController = (reconcile: Reconcile, options: Partial<ControllerOptions> = {}) => {
  const queue = new WorkQueue({ name: 'test', backoff });
  const startMs = performance.now();
  const passes: number[] = [];
  const controller = new Controller({
    name: 'test',
    queue,
    log: pino({ level: 'silent' }),
    ...options,
    reconcile: (key, context) => {
      passes.push(performance.now() - startMs);
      return reconcile(key, context);
    },
  });
  const ended = controller.run();
  return { controller, queue, passes, ended };
};

/** Fails as told, one entry a pass; afterwards every pass succeeds. */
const failing =
  (...errors: unknown[]): Reconcile =>
  async () => {
    const error = errors.shift();
    if (error !== undefined) throw error;
    return undefined;
  };

const conflict = new ApiError({ attempt: 'x', status: 409, reason: 'Conflict', serverMessage: 'no' });
const busy = new ApiError({ attempt: 'x', status: 429, reason: '', serverMessage: 'no', retryAfterSeconds: 7 });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Controller', () => {
  it.each([
    ['once when all is done', failing(), [0]],
    ['once when a person must act', failing(new StalledError('X', 'x')), [0]],
    ['after the named time when something is awaited', failing(new WaitingError('X', 'x', 3_000)), [0, 3_000]],
    ['after the server’s Retry-After when it is busy', failing(busy), [0, 7_000]],
    ['with doubling delays when it fails', failing(1, 2, 3), [0, 100, 300, 700]],
    ['again when it throws before its first await', () => Promise.reject(new TypeError('oops')), [0, 100, 300, 700]],
  ])('runs a pass %s', async (_, reconcile, expected) => {
    const { queue, passes } = runController(reconcile);
    queue.add('a');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(passes.slice(0, expected.length)).toEqual(expected);
    if (expected.length < 4) expect(passes).toHaveLength(expected.length);
  });

  it('survives a reconcile function that throws synchronously', async () => {
    const { queue, passes } = runController(() => {
      throw new TypeError('oops');
    });
    queue.add('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(passes).toEqual([0, 100, 300, 700]);
  });

  it('retries a conflict within 20 ms, and slower when conflicts do not end', async () => {
    const { queue, passes } = runController(failing(...Array.from({ length: 8 }, () => conflict)));
    queue.add('a');
    await vi.advanceTimersByTimeAsync(20);
    expect(passes.length).toBeGreaterThan(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(passes).toHaveLength(9);
    expect((passes.at(-1) ?? 0) - (passes.at(-2) ?? 0)).toBeGreaterThan(500);
  });

  it('starts a key’s backoff anew when a pass succeeds', async () => {
    const { queue, passes } = runController(failing(1, 2, undefined, 3));
    queue.add('a');
    await vi.advanceTimersByTimeAsync(1_000);
    queue.add('a');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(passes).toEqual([0, 100, 300, 1_000, 1_100]);
  });

  it('returns at the time that the result names', async () => {
    const { queue, passes } = runController(async () => (passes.length < 3 ? { requeueAfterMs: 400 } : undefined));
    queue.add('a');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(passes).toEqual([0, 400, 800]);
  });

  it('works on as many keys at a time as it may, and never twice on one', async () => {
    const inHand: string[] = [];
    let most = 0;
    const { queue } = runController(
      async (key) => {
        expect(inHand).not.toContain(key);
        inHand.push(key);
        most = Math.max(most, inHand.length);
        await new Promise((resolve) => setTimeout(resolve, 50));
        inHand.splice(inHand.indexOf(key), 1);
        return undefined;
      },
      { concurrency: 3 },
    );
    for (const key of ['a', 'b', 'c', 'd', 'a']) queue.add(key);
    await vi.advanceTimersByTimeAsync(10);
    queue.add('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([most, inHand]).toEqual([3, []]);
  });

  it('aborts a pass that takes too long, and tries it again', async () => {
    const { queue, passes } = runController(
      (_, { signal }) => new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      { timeoutMs: 5_000 },
    );
    queue.add('a');
    await vi.advanceTimersByTimeAsync(5_100);
    expect(passes).toEqual([0, 5_100]);
  });

  it('lets passes under way end when it drains, and takes no other key', async () => {
    const { controller, queue, passes, ended } = runController(async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return undefined;
    });
    queue.add('a');
    queue.add('b');
    await vi.advanceTimersByTimeAsync(100);
    const drained = controller.drain();
    await vi.advanceTimersByTimeAsync(400);
    await Promise.all([drained, ended]);
    expect(passes).toEqual([0]);
  });

  it('aborts passes under way when told that no time is left', async () => {
    const { controller, queue, ended } = runController(
      (_, { signal }) => new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    queue.add('a');
    await vi.advanceTimersByTimeAsync(10);
    const drained = controller.drain();
    controller.abort(new Error('No time is left'));
    await expect(Promise.all([drained, ended])).resolves.toBeDefined();
  });
});
