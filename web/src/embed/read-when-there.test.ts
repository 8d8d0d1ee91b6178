import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ApiClient, noTokens } from '../api/api-client.ts';
import { createFakeApi, refusal, unreachable } from '../testing/fake-api.ts';
import { readWhenThere } from './read-when-there.ts';

const route = 'GET /api/streams/by-name/live/main';

const begin = (answer: unknown) => {
  const fake = createFakeApi({ [route]: answer });
  const api = new ApiClient(noTokens, fake.fetch);
  const life = new AbortController();
  const onStream = vi.fn();
  readWhenThere({ api, name: { namespace: 'live', name: 'main' }, onStream, random: () => 0, signal: life.signal });
  return { fake, life, onStream };
};

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
});

describe('readWhenThere', () => {
  it.each([
    ['nobody answers', unreachable],
    ['the stream is not known yet', refusal(404, 'StreamNotFound')],
    ['it is too much', refusal(429, 'TooManyRequests')],
  ])('tries again, later from time to time, when %s', async (_why, failure) => {
    const { fake, onStream } = begin(failure);
    await vi.advanceTimersByTimeAsync(2_000 + 4_000);
    expect(fake.calls.length).toBe(3);
    fake.answer({ [route]: { title: 'Main' } });
    await vi.advanceTimersByTimeAsync(8_000);
    expect(onStream.mock.calls).toEqual([[{ title: 'Main' }]]);
  });

  it('leaves it at that when it is forbidden', async () => {
    const { fake } = begin(refusal(403, 'Forbidden'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.calls.length).toBe(1);
  });

  it('ends with its signal', async () => {
    const { fake, life } = begin(unreachable);
    await settle();
    life.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.calls.length).toBe(1);
  });
});
