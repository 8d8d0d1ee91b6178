import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renewPicture } from './use-live-thumbnail.ts';

const url = '/live-streams/a/b/thumbnail.jpg';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('renewPicture', () => {
  const instantly = async (address: string): Promise<string> => address;

  it('shows another one every ten seconds until it is stopped', async () => {
    const show = vi.fn();
    const stop = renewPicture({ url, isRenewed: true, show }, instantly);
    await vi.advanceTimersByTimeAsync(20_000);
    stop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(show.mock.calls).toEqual([[`${url}?t=0`], [`${url}?t=1`], [`${url}?t=2`]]);
  });

  it('shows one alone of a stream that rests', async () => {
    const show = vi.fn();
    renewPicture({ url, isRenewed: false, show }, instantly);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(show.mock.calls).toEqual([[`${url}?t=0`]]);
  });

  it('leaves out a picture that comes after a newer one', async () => {
    const show = vi.fn();
    const slow = Promise.withResolvers<string>();
    const load = vi.fn(instantly).mockReturnValueOnce(slow.promise);
    const stop = renewPicture({ url, isRenewed: true, show }, load);
    await vi.advanceTimersByTimeAsync(10_000);
    slow.resolve('late');
    await vi.advanceTimersByTimeAsync(0);
    expect(show.mock.calls).toEqual([[`${url}?t=1`]]);
    stop();
  });
});
