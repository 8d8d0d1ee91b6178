import { describe, expect, it } from 'vitest';
import { createBoundedConcurrency } from './bounded-concurrency.ts';

const bounds = { concurrency: 2, queueLength: 3, keptForKnown: 1, retryAfterSeconds: 2 };
const stranger = { party: '192.0.2.1', isKnown: false };

/** Work that ends when it is told to. */
const started = () => {
  const order: number[] = [];
  const ends = new Map<number, PromiseWithResolvers<number>>();
  const work = (id: number) => () => {
    const end = Promise.withResolvers<number>();
    ends.set(id, end);
    order.push(id);
    return end.promise;
  };
  return {
    order,
    work,
    end: (id: number) => ends.get(id)?.resolve(id),
    fail: (id: number) => ends.get(id)?.reject(id),
  };
};

describe('createBoundedConcurrency', () => {
  it('runs so many at once, the others in order as turns come free', async () => {
    const { order, work, end } = started();
    const run = createBoundedConcurrency(bounds);
    const results = [1, 2, 3, 4, 5].map((id) => run(work(id), stranger));
    await expect.poll(() => order).toEqual([1, 2]);
    end(2);
    await expect.poll(() => order).toEqual([1, 2, 3]);
    for (const id of [1, 3]) end(id);
    await expect.poll(() => order).toEqual([1, 2, 3, 4, 5]);
    for (const id of [4, 5]) end(id);
    expect(await Promise.all(results)).toEqual([1, 2, 3, 4, 5]);
  });

  it('refuses at once what finds the queue full', async () => {
    const { order, work } = started();
    const run = createBoundedConcurrency(bounds);
    for (const id of [1, 2, 3, 4, 5]) void run(work(id), stranger);
    await expect(run(work(6), stranger)).rejects.toMatchObject({ code: 'Busy', status: 503, retryAfterSeconds: 2 });
    expect(order).toEqual([1, 2]);
  });

  it('gives the place of who fills the queue to another', async () => {
    const { order, work, end } = started();
    const run = createBoundedConcurrency(bounds);
    const greedy = [1, 2, 3, 4, 5].map((id) => run(work(id), stranger));
    const other = run(work(6), { party: '198.51.100.1', isKnown: false });
    await expect(greedy[4]).rejects.toMatchObject({ code: 'Busy', status: 503, retryAfterSeconds: 2 });
    for (const id of [1, 2]) end(id);
    await expect.poll(() => order).toEqual([1, 2, 3, 4]);
    end(3);
    await expect.poll(() => order).toEqual([1, 2, 3, 4, 6]);
    for (const id of [4, 6]) end(id);
    expect(await Promise.all([...greedy.slice(0, 4), other])).toEqual([1, 2, 3, 4, 6]);
  });

  it('passes the turn on when work fails', async () => {
    const { order, work, end, fail } = started();
    const run = createBoundedConcurrency({ ...bounds, concurrency: 1 });
    const [first, second] = [run(work(1), stranger), run(work(2), stranger)];
    await expect.poll(() => order).toEqual([1]);
    fail(1);
    await expect(first).rejects.toBe(1);
    await expect.poll(() => order).toEqual([1, 2]);
    end(2);
    expect(await second).toBe(2);
    const third = run(work(3), stranger);
    await expect.poll(() => order).toEqual([1, 2, 3]);
    end(3);
    expect(await third).toBe(3);
  });
});
