import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionWindow } from './session-window.ts';
import { SessionWindows } from './session-windows.ts';

const codecs = { video: 'avc1.64001f', audio: 'mp4a.40.2', width: 1280, height: 720 };
const rendition = (name: string, height: number) => ({
  name,
  width: Math.round((height * 16) / 9),
  height,
  videoBitrateKbps: 1000,
  audioBitrateKbps: 64,
});

const windowOf = (sessionId: string) =>
  new SessionWindow({
    sessionId,
    format: {
      frameRate: { numerator: 30_000, denominator: 1001 },
      renditions: [rendition('720p', 720), rendition('360p', 360)],
    },
    segmentSeconds: 2,
    dvrWindowSeconds: 60,
  });

const segment = { epoch: 1, sequence: 0, startUnixMs: 1_767_322_800_000, durationMs: 2000 };

const play = (window: SessionWindow, name: string): void => {
  window.setCodecs(name, codecs);
  window.announce(name, segment, 250_000);
};

describe('SessionWindow', () => {
  it('has a master playlist once every rendition has a segment', async () => {
    const window = windowOf('20260102-030405-abcd');
    play(window, '720p');
    expect(window.masterPlaylist()).toBeUndefined();
    play(window, '360p');
    await expect(window.masterPlaylist()).toMatchFileSnapshot('golden/master.m3u8');
  });

  it('answers with the kept master until it has its own', () => {
    const window = windowOf('20260102-030405-abcd');
    window.keepMaster('kept');
    play(window, '720p');
    expect(window.masterPlaylist()).toBe('kept');
    play(window, '360p');
    expect(window.masterPlaylist()).toContain('#EXT-X-STREAM-INF');
  });

  it('ends all its playlists', () => {
    const window = windowOf('20260102-030405-abcd');
    for (const name of ['720p', '360p']) play(window, name);
    window.end();
    for (const name of ['720p', '360p']) expect(window.mediaPlaylist(name)).toContain('#EXT-X-ENDLIST');
  });
});

describe('awaitOverdue', () => {
  const outcomeOf = async (window: SessionWindow): Promise<() => boolean> => {
    let isOver = false;
    void window.awaitOverdue('720p').then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    return () => isOver;
  };
  const playedFor = async (elapsedMs: number): Promise<SessionWindow> => {
    const window = windowOf('20260102-030405-abcd');
    play(window, '720p');
    await vi.advanceTimersByTimeAsync(elapsedMs);
    return window;
  };

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('holds nobody while segments come', async () => {
    expect((await outcomeOf(await playedFor(2_400)))()).toBe(true);
  });

  it('holds a player until the next segment when one is overdue', async () => {
    const window = await playedFor(2_600);
    const isOver = await outcomeOf(window);
    expect(isOver()).toBe(false);
    window.announce('720p', { ...segment, sequence: 1 }, 1000);
    await vi.advanceTimersByTimeAsync(0);
    expect(isOver()).toBe(true);
  });

  it('holds nobody for longer than 1.5 s, nor behind the end', async () => {
    const window = await playedFor(60_000);
    const isOver = await outcomeOf(window);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(isOver()).toBe(true);
    window.end();
    expect((await outcomeOf(window))()).toBe(true);
  });
});

describe('SessionWindows', () => {
  it('shows the last session until the new one can be played', () => {
    const windows = new SessionWindows();
    const [old, next] = [windowOf('20260102-030405-aaaa'), windowOf('20260102-040000-bbbb')];
    windows.begin(old);
    for (const name of ['720p', '360p']) play(old, name);
    windows.begin(next);
    play(next, '720p');
    expect(windows.visible).toBe(old);
    play(next, '360p');
    expect(windows.visible).toBe(next);
    expect(windows.of('20260102-030405-aaaa')).toBeUndefined();
  });

  it('knows of no session at first', () => {
    expect(new SessionWindows().visible).toBeUndefined();
  });
});
