// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ApiProblem } from '../../../api/api-problem.ts';
import type { VideoGrant } from '../../../api/generated/schemas.ts';
import { silentMemory } from '../../core/sound-memory.ts';
import { createFakeVideo } from '../testing/fake-video.ts';
import { rememberPlace } from './resume-memory.ts';
import { VideoPlayback } from './video-playback.ts';

const video = { id: 'a', durationSeconds: 100 };
const plainUrl = '/storage/vod-videos/a/video.mp4';

const grant: VideoGrant = {
  path: '/storage/vod-videos/a/',
  expiresAt: '2026-11-23T07:05:00Z',
  renewAfterSeconds: 150,
  files: {
    video: `${plainUrl}?signature=secret`,
    thumbnail: null,
    storyboard: '/storage/vod-videos/a/storyboard.vtt?signature=secret',
    storyboardImage: null,
  },
};

const problem = (status: number, code: string) => new ApiProblem({ status, code, detail: code });
const unreachable = problem(0, 'Unreachable');

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

interface Given {
  readonly startSeconds?: number;
  readonly isAllowed?: boolean;
  /** False: nothing of the media comes by itself, as before a gesture on some phones. */
  readonly hasMedia?: boolean;
}

const hide = (): void => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  onTestFinished(() => void vi.restoreAllMocks());
};

/** Playing, unless the first grant is refused. */
const begin = async ({ startSeconds, isAllowed = true, hasMedia = true }: Given = {}) => {
  const fake = createFakeVideo({ isAllowed });
  const life = new AbortController();
  onTestFinished(() => life.abort());
  const requestGrant = vi.fn(async () => grant);
  const onViewed = vi.fn();
  const onGone = vi.fn();
  const playback = new VideoPlayback({
    element: fake.element,
    video,
    startSeconds,
    requestGrant,
    onViewed,
    onGone,
    sound: silentMemory,
    signal: life.signal,
  });
  await pass(0);
  if (hasMedia) fake.load();
  return { ...fake, playback, requestGrant, onViewed, onGone, life, phase: () => playback.getSnapshot().phase };
};

describe('VideoPlayback', () => {
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
  });

  it('plays from the address that has no signature', async () => {
    const { element, playback } = await begin();
    expect(element.getAttribute('src')).toBe(plainUrl);
    expect(playback.getSnapshot()).toMatchObject({
      phase: 'playing',
      isPaused: false,
      durationSeconds: 100,
      storyboardUrl: '/storage/vod-videos/a/storyboard.vtt',
    });
  });

  it('goes on undisturbed when a grant is renewed, and when that fails', async () => {
    const { element, requestGrant, phase } = await begin();
    await pass(150_000);
    requestGrant.mockRejectedValueOnce(unreachable);
    await pass(150_000);
    expect(requestGrant).toHaveBeenCalledTimes(3);
    expect(element.play).toHaveBeenCalledTimes(1);
    expect(element.load).not.toHaveBeenCalled();
    expect(phase()).toBe('playing');
  });

  it('ends when the video is no longer the viewer’s to see', async () => {
    const { element, requestGrant, onGone, phase } = await begin();
    requestGrant.mockRejectedValueOnce(problem(404, 'NotFound'));
    await pass(150_000);
    expect(phase()).toBe('gone');
    expect(element.hasAttribute('src')).toBe(false);
    expect(onGone).toHaveBeenCalledOnce();
  });

  it.each([true, false])(
    'waits at the poster where the browser wants a gesture, with media before that: %s',
    async (hasMedia) => {
      const { playback } = await begin({ isAllowed: false, hasMedia });
      expect(playback.getSnapshot()).toMatchObject({ phase: 'playing', isPaused: true, hasBegun: false });
    },
  );

  it('begins where the viewer left off when a link leads beyond the end', async () => {
    rememberPlace(video, 40);
    const { element } = await begin({ startSeconds: 9_999_999 });
    expect(element.currentTime).toBe(40);
  });

  it('goes on where the viewer left off, and says so until they go elsewhere', async () => {
    rememberPlace(video, 40);
    const { element, playback } = await begin();
    expect(element.currentTime).toBe(40);
    expect(playback.getSnapshot().resumedSeconds).toBe(40);
    playback.seekTo(0);
    expect(playback.getSnapshot().resumedSeconds).toBe(0);
  });

  it('begins where a link says, wherever the viewer left off', async () => {
    rememberPlace(video, 40);
    const { element, playback } = await begin({ startSeconds: 70 });
    expect(element.currentTime).toBe(70);
    expect(playback.getSnapshot().resumedSeconds).toBe(0);
  });

  it('loads what failed again, and plays on where it stood', async () => {
    const { element, load, runTo, fail, phase } = await begin();
    runTo(30);
    fail();
    expect(phase()).toBe('buffering');
    element.currentTime = 0;
    await pass(0);
    expect(element.currentTime).toBe(30);
    expect(element.play).toHaveBeenCalledTimes(2);
    load();
    expect([phase(), element.paused]).toEqual(['playing', false]);
  });

  it('gives up what fails again and again until the viewer says otherwise', async () => {
    const { element, requestGrant, fail, load, playback, phase } = await begin();
    fail();
    await pass(0);
    fail();
    await pass(2_000);
    fail();
    await pass(6_000);
    fail();
    expect([phase(), playback.getSnapshot().isPaused]).toEqual(['failed', true]);
    const [grants, plays] = [requestGrant, element.play].map((call) => vi.mocked(call).mock.calls.length);
    await pass(600_000);
    expect(requestGrant).toHaveBeenCalledTimes(grants ?? 0);
    expect(element.play).toHaveBeenCalledTimes(plays ?? 0);
    playback.togglePlay();
    await pass(0);
    load();
    expect([phase(), element.paused]).toEqual(['playing', false]);
  });

  it('asks no more when the api refuses, until the viewer does', async () => {
    const { requestGrant, fail, load, playback, phase } = await begin();
    requestGrant.mockRejectedValueOnce(problem(403, 'Forbidden'));
    fail();
    await pass(600_000);
    expect(phase()).toBe('failed');
    expect(requestGrant).toHaveBeenCalledTimes(2);
    playback.togglePlay();
    await pass(0);
    load();
    expect(phase()).toBe('playing');
  });

  it('asks in a hidden page only for who listens', async () => {
    const { requestGrant, playback } = await begin();
    hide();
    await pass(150_000);
    expect(requestGrant).toHaveBeenCalledTimes(2);
    playback.pause();
    await pass(600_000);
    expect(requestGrant).toHaveBeenCalledTimes(2);
  });

  it('goes on by itself when the connection is back', async () => {
    const { element, requestGrant, fail, load, runTo, phase } = await begin();
    runTo(30);
    requestGrant.mockRejectedValue(unreachable);
    fail();
    await pass(0);
    expect(phase()).toBe('disconnected');
    requestGrant.mockResolvedValue(grant);
    window.dispatchEvent(new Event('online'));
    await pass(0);
    load();
    expect(element.currentTime).toBe(30);
    expect(phase()).toBe('playing');
  });

  it('says that it waits only after a while', async () => {
    const { element, phase } = await begin();
    Object.defineProperty(element, 'readyState', { value: 2, configurable: true });
    element.dispatchEvent(new Event('waiting'));
    await pass(499);
    expect(phase()).toBe('playing');
    await pass(1);
    expect(phase()).toBe('buffering');
    Object.defineProperty(element, 'readyState', { value: 4, configurable: true });
    element.dispatchEvent(new Event('canplay'));
    expect(phase()).toBe('playing');
  });

  it('tells once that the video was seen', async () => {
    const { runTo, onViewed } = await begin();
    expect(onViewed).not.toHaveBeenCalled();
    runTo(6);
    runTo(12);
    expect(onViewed).toHaveBeenCalledOnce();
  });

  it('keeps a speed over what is loaded anew', async () => {
    const { element, playback } = await begin();
    playback.setRate(1.5);
    expect([element.playbackRate, element.defaultPlaybackRate]).toEqual([1.5, 1.5]);
  });

  it('seeks within the video alone', async () => {
    const { element, playback } = await begin();
    playback.seekTo(500);
    expect(element.currentTime).toBe(100);
    playback.seekBy(-500);
    expect(element.currentTime).toBe(0);
  });

  it('lets go of the element at its end, and remembers the place', async () => {
    const { element, runTo, life } = await begin();
    runTo(30);
    life.abort();
    expect(element.hasAttribute('src')).toBe(false);
    expect(localStorage.getItem('kubecast.video-places')).toBe('[{"videoId":"a","seconds":30}]');
  });
});
