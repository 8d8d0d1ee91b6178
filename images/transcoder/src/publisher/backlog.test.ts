import { describe, expect, it } from 'vitest';
import { Backlog, type BacklogEntry } from './backlog.ts';

const entry = (epoch: number, readyAtMs = 0): BacklogEntry => ({ rendition: '720p', epoch, bytes: 10, readyAtMs });

/** Whether a promise has been resolved by now. */
const isSettled = (promise: Promise<void>): Promise<boolean> =>
  Promise.race([promise.then(() => true), Promise.resolve(false)]);

describe('Backlog', () => {
  it('tells its size and the age of its oldest', () => {
    const backlog = new Backlog();
    expect(backlog.oldestAgeMs(500)).toBe(0);
    for (const each of [entry(1, 100), entry(1, 200)]) backlog.add(each);
    expect([backlog.bytes, backlog.oldestAgeMs(500)]).toEqual([20, 400]);
  });

  it('lets through who waits for lower epochs only', async () => {
    const backlog = new Backlog();
    const [old, next] = [entry(1), entry(3)];
    backlog.add(old);
    backlog.add(next);
    const [below, all] = [backlog.empty(2), backlog.empty()];
    expect(await isSettled(below)).toBe(false);
    backlog.remove(old);
    await below;
    expect(await isSettled(all)).toBe(false);
    backlog.remove(next);
    await all;
  });
});
