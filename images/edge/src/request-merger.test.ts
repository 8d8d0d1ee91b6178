import { describe, expect, it, vi } from 'vitest';
import { RequestMerger } from './request-merger.ts';

const never = new AbortController().signal;

/** Work that the test ends by hand. */
const startWork = () => {
  const work = Promise.withResolvers<string>();
  const start = vi.fn((signal: AbortSignal) => {
    signal.addEventListener('abort', () => work.reject(signal.reason));
    return work.promise;
  });
  return { work, start };
};

describe('RequestMerger', () => {
  it('starts once for many that ask at the same time, and counts them', async () => {
    const onMerged = vi.fn();
    const merger = new RequestMerger<string>(onMerged);
    const { work, start } = startWork();
    const asked = Array.from({ length: 200 }, () => merger.join('k', never, start));
    work.resolve('body');
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['body']));
    expect(start).toHaveBeenCalledTimes(1);
    expect(onMerged).toHaveBeenCalledTimes(199);
  });

  it('keeps different things apart', async () => {
    const merger = new RequestMerger<string>();
    const results = await Promise.all(['a', 'b'].map((key) => merger.join(key, never, async () => key)));
    expect(results).toEqual(['a', 'b']);
  });

  it('starts anew once the former work has settled, failed or not', async () => {
    const merger = new RequestMerger<string>();
    await expect(merger.join('k', never, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await merger.join('k', never, async () => 'second')).toBe('second');
  });

  it('goes on for the others when the first one leaves', async () => {
    const merger = new RequestMerger<string>();
    const { work, start } = startWork();
    const first = new AbortController();
    const left = merger.join('k', first.signal, start);
    const stays = merger.join('k', never, start);
    first.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    work.resolve('body');
    expect(await stays).toBe('body');
  });

  it('ends the work when the last one leaves, and starts anew for the next', async () => {
    const merger = new RequestMerger<string>();
    const { start } = startWork();
    const [first, second] = [new AbortController(), new AbortController()];
    const both = [merger.join('k', first.signal, start), merger.join('k', second.signal, start)];
    first.abort(new Error('gone'));
    expect(start.mock.calls[0]?.[0].aborted).toBe(false);
    second.abort(new Error('gone'));
    expect(await Promise.allSettled(both)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(start.mock.calls[0]?.[0].aborted).toBe(true);
    expect(await merger.join('k', never, async () => 'again')).toBe('again');
  });

  it('starts nothing for one who has gone already', async () => {
    const start = vi.fn(async () => 'body');
    await expect(new RequestMerger<string>().join('k', AbortSignal.abort(new Error('gone')), start)).rejects.toThrow();
    expect(start).not.toHaveBeenCalled();
  });
});
