import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkQueue, type WorkQueueObserver } from './work-queue.ts';

/** The key that `get` gives now; undefined while it waits. */
const takeNow = async (queue: WorkQueue): Promise<string | undefined> =>
  queue.depth === 0 ? undefined : await queue.get();

const buildQueue = (observer?: WorkQueueObserver): WorkQueue =>
  new WorkQueue({
    name: 'test',
    backoff: { baseMs: 100, capMs: 1_000, jitter: 0 },
    ...(observer === undefined ? {} : { observer }),
  });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('WorkQueue', () => {
  it('hands a key out once when it was added twice', async () => {
    const queue = buildQueue();
    queue.add('a');
    queue.add('a');
    queue.add('b');
    expect([await takeNow(queue), await takeNow(queue), await takeNow(queue)]).toEqual(['a', 'b', undefined]);
  });

  it('hands a key out again only after done when it was added in a worker’s hands', async () => {
    const queue = buildQueue();
    queue.add('a');
    await queue.get();
    queue.add('a');
    queue.add('a');
    expect(await takeNow(queue)).toBeUndefined();
    queue.done('a');
    expect(await takeNow(queue)).toBe('a');
    queue.done('a');
    expect(await takeNow(queue)).toBeUndefined();
  });

  it('wakes workers in the order in which they came', async () => {
    const queue = buildQueue();
    const taken = Promise.all([queue.get(), queue.get()]);
    queue.add('a');
    queue.add('b');
    expect(await taken).toEqual(['a', 'b']);
  });

  it('lets the sooner of two delays win', async () => {
    const queue = buildQueue();
    queue.addAfter('a', 500);
    queue.addAfter('a', 100);
    queue.addAfter('a', 300);
    await vi.advanceTimersByTimeAsync(99);
    expect(queue.depth).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await takeNow(queue)).toBe('a');
    queue.done('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.depth).toBe(0);
  });

  it('releases delayed keys in the order of their times', async () => {
    const queue = buildQueue();
    const delays = { d: 40, a: 10, c: 30, e: 50, b: 20 };
    for (const [key, delayMs] of Object.entries(delays)) queue.addAfter(key, delayMs);
    await vi.advanceTimersByTimeAsync(50);
    const order = await Promise.all(Object.keys(delays).map(() => queue.get()));
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps one timer however many keys wait', () => {
    const queue = buildQueue();
    for (let index = 0; index < 1_000; index += 1) queue.addAfter(`key-${index}`, 1_000 - index);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('does not fire at once when a delay is longer than a timer can be', async () => {
    const queue = buildQueue();
    queue.addAfter('a', 2 ** 32);
    await vi.advanceTimersByTimeAsync(2 ** 31);
    expect(queue.depth).toBe(0);
    await vi.advanceTimersByTimeAsync(2 ** 31);
    expect(queue.depth).toBe(1);
  });

  it('doubles the delay of a key that fails, up to the limit, until it is forgotten', async () => {
    const queue = buildQueue();
    for (const delayMs of [100, 200, 400, 800, 1_000, 1_000]) {
      queue.addRateLimited('a');
      await vi.advanceTimersByTimeAsync(delayMs - 1);
      expect(queue.depth).toBe(0);
      await vi.advanceTimersByTimeAsync(1);
      expect(await takeNow(queue)).toBe('a');
      queue.done('a');
    }
    expect(queue.failures('a')).toBe(6);
    queue.forget('a');
    queue.addRateLimited('a');
    await vi.advanceTimersByTimeAsync(100);
    expect(queue.depth).toBe(1);
  });

  it('ends its waiting workers and drops waiting keys on shutDown', async () => {
    const queue = buildQueue();
    const idle = queue.get();
    const drained = queue.shutDown();
    queue.add('a');
    queue.addAfter('b', 10);
    await drained;
    expect([await idle, await queue.get(), queue.depth, vi.getTimerCount()]).toEqual([undefined, undefined, 0, 0]);
  });

  it('resolves shutDown when the last key in hand is done', async () => {
    const queue = buildQueue();
    queue.add('a');
    queue.add('b');
    await queue.get();
    let drained = false;
    const shutDown = queue.shutDown().then(() => {
      drained = true;
    });
    queue.add('a');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(drained).toBe(false);
    queue.done('a');
    await shutDown;
    expect(await queue.get()).toBeUndefined();
  });

  it('tells its observer how long keys waited and were worked on', async () => {
    const told: unknown[] = [];
    const queue = buildQueue({
      attached: ({ name }) => told.push(name),
      added: () => told.push('added'),
      taken: (waitedMs) => told.push(['taken', waitedMs]),
      finished: (workedMs) => told.push(['finished', workedMs]),
      retried: () => told.push('retried'),
    });
    queue.add('a');
    await vi.advanceTimersByTimeAsync(30);
    await queue.get();
    await vi.advanceTimersByTimeAsync(50);
    expect(queue.processingMs()).toEqual([50]);
    queue.add('a');
    queue.add('a');
    queue.addRateLimited('a');
    queue.done('a');
    expect(told).toEqual(['test', 'added', ['taken', 30], 'added', 'retried', ['finished', 50]]);
    expect(queue.processingMs()).toEqual([]);
  });
});
