import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ApiProblem } from '../../../api/api-problem.ts';
import type { VideoGrant } from '../../../api/generated/schemas.ts';
import { GrantKeeper } from './grant-keeper.ts';

const grant: VideoGrant = {
  path: '/storage/vod-videos/a/',
  expiresAt: '2026-11-23T07:05:00Z',
  renewAfterSeconds: 150,
  files: { video: '/storage/vod-videos/a/video.mp4?s=1', thumbnail: null, storyboard: null, storyboardImage: null },
};

const problem = (status: number, code: string, retryAfterSeconds?: number) =>
  new ApiProblem({ status, code, detail: code, retryAfterSeconds });

/** Instead of an answer: there is none, ever. */
const silence = 'silence';

const begin = (...answers: readonly (VideoGrant | ApiProblem | typeof silence)[]) => {
  const left = [...answers];
  const life = new AbortController();
  onTestFinished(() => life.abort());
  const heard: string[] = [];
  const world = { isIdle: false };
  const request = vi.fn(async () => {
    const answer = left.shift() ?? grant;
    if (answer instanceof ApiProblem) throw answer;
    if (answer === silence) return new Promise<never>(() => undefined);
    return answer;
  });
  const keeper = new GrantKeeper({
    request,
    isIdle: () => world.isIdle,
    onGrant: () => heard.push('grant'),
    onGone: () => heard.push('gone'),
    onFailure: () => heard.push('failure'),
    signal: life.signal,
  });
  keeper.renew();
  return { keeper, request, heard, world, life };
};

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('GrantKeeper', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
  });

  it('asks again when the api said to, over and over', async () => {
    const { request, heard } = begin();
    await pass(149_999);
    expect(request).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(request).toHaveBeenCalledTimes(2);
    await pass(450_000);
    expect(heard).toEqual(['grant', 'grant', 'grant', 'grant', 'grant']);
  });

  it('asks for nothing while nobody watches, and at once when somebody is back', async () => {
    const { keeper, request, world } = begin();
    await pass(0);
    world.isIdle = true;
    await pass(3_600_000);
    expect(request).toHaveBeenCalledTimes(1);
    world.isIdle = false;
    keeper.wake();
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('has nothing to do when somebody is back before it is due', async () => {
    const { keeper, request } = begin();
    await pass(149_000);
    keeper.wake();
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('tries again, ever later, while nobody answers', async () => {
    const away = problem(0, 'Unreachable');
    const { heard } = begin(away, away, away);
    await pass(0);
    expect(heard).toEqual(['failure']);
    await pass(2_000);
    expect(heard).toEqual(['failure', 'failure']);
    await pass(4_000 + 8_000);
    expect(heard).toEqual(['failure', 'failure', 'failure', 'grant']);
  });

  it('tries again at once when the connection is back', async () => {
    const { keeper, heard } = begin(problem(0, 'Unreachable'));
    await pass(10);
    keeper.wake();
    await pass(0);
    expect(heard).toEqual(['failure', 'grant']);
  });

  it('waits as long as the api asks for', async () => {
    const { heard } = begin(problem(429, 'TooManyRequests', 20));
    await pass(19_999);
    expect(heard).toEqual(['failure']);
    await pass(1);
    expect(heard).toEqual(['failure', 'grant']);
  });

  it('ends when there is no such video any more', async () => {
    const { keeper, request, heard } = begin(grant, problem(404, 'NotFound'));
    await pass(150_000);
    expect(heard).toEqual(['grant', 'gone']);
    keeper.renew();
    await pass(3_600_000);
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('asks once for all who ask meanwhile', async () => {
    const { keeper, request } = begin();
    keeper.renew();
    await pass(0);
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('gives up a request that is never answered, and tries again', async () => {
    const { request, heard } = begin(silence);
    await pass(14_999);
    expect(heard).toEqual([]);
    await pass(1);
    expect(heard).toEqual(['failure']);
    await pass(2_000);
    expect(request).toHaveBeenCalledTimes(2);
    expect(heard).toEqual(['failure', 'grant']);
  });

  it('asks anew for who does not wait for an answer', async () => {
    const { keeper, request, heard } = begin(silence);
    keeper.insist();
    await pass(0);
    expect(request).toHaveBeenCalledTimes(2);
    expect(heard).toEqual(['grant']);
    await pass(20_000);
    expect(heard).toEqual(['grant']);
  });

  it('tells nobody of anything after its end', async () => {
    const { heard, life } = begin();
    life.abort();
    await pass(3_600_000);
    expect(heard).toEqual([]);
  });
});
