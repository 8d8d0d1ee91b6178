// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginHeadStart, takeEarlyAnswer } from './head-start.ts';

const master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=900000\n360p/playlist.m3u8\n';
const playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MAP:URI="../s/init.mp4"\n#EXTINF:2.000,\n../s/1.m4s\n';
let stream = 0;
let asked: string[];
let url: string;
let answers: Record<string, string>;

const at = (path: string): string => new URL(path, url).href;
const bodyOf = async (path: string): Promise<string | undefined> => {
  const answer = await takeEarlyAnswer(at(path));
  return answer && new TextDecoder().decode(answer.body);
};

beforeEach(() => {
  stream += 1;
  url = `http://example.test/live-streams/live/${stream}/master.m3u8`;
  asked = [];
  answers = {
    [url]: master,
    [at('360p/playlist.m3u8')]: playlist,
    [at('s/init.mp4')]: 'init',
    [at('s/1.m4s')]: 'media',
  };
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    const body = answers[address];
    return new Response(body, { status: body === undefined ? 404 : 200 });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const begin = async (): Promise<void> => {
  beginHeadStart(url);
  await vi.waitFor(() => expect(asked).toHaveLength(Object.keys(answers).length));
};

describe('beginHeadStart', () => {
  it('asks for what a player asks for first, each once', async () => {
    await begin();
    beginHeadStart(url);
    expect(asked).toEqual([url, at('360p/playlist.m3u8'), at('s/init.mp4'), at('s/1.m4s')]);
  });

  it('leaves the line to what is shown first before it asks for media', async () => {
    const shown = Promise.withResolvers<void>();
    beginHeadStart(url, () => shown.promise);
    await vi.waitFor(() => expect(asked).toEqual([url, at('360p/playlist.m3u8')]));
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toHaveLength(2);
    shown.resolve();
    await vi.waitFor(() => expect(asked).toHaveLength(4));
  });

  it('asks for no media that a player asked for meanwhile, or that are old', async () => {
    const shown = Promise.withResolvers<void>();
    beginHeadStart(url, () => shown.promise);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    await bodyOf('360p/playlist.m3u8');
    shown.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toHaveLength(2);
  });

  it('does not wait for ever for what is shown first', async () => {
    beginHeadStart(url, () => new Promise(() => undefined));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toHaveLength(2);
    beginHeadStart(url);
    await vi.waitFor(() => expect(asked).toHaveLength(6));
  });

  it('shows nothing of a stream that is not there', async () => {
    const { [url]: _, ...others } = answers;
    answers = others;
    const show = vi.fn(async () => undefined);
    beginHeadStart(url, show);
    await vi.waitFor(() => expect(asked).toEqual([url]));
    await new Promise((resolve) => setImmediate(resolve));
    expect(show).not.toHaveBeenCalled();
  });

  it('asks anew when the playlist has become old', async () => {
    await begin();
    await bodyOf('s/1.m4s');
    vi.advanceTimersByTime(3_000);
    beginHeadStart(url);
    expect(asked.filter((address) => address === url)).toHaveLength(2);
  });

  it('asks for nothing when the viewer saves data', () => {
    vi.stubGlobal('navigator', { connection: { saveData: true } });
    beginHeadStart(url);
    expect(asked).toEqual([]);
  });
});

describe('takeEarlyAnswer', () => {
  it('gives what came, once', async () => {
    await begin();
    expect(await bodyOf('360p/playlist.m3u8')).toBe(playlist);
    expect(takeEarlyAnswer(at('360p/playlist.m3u8'))).toBeUndefined();
    expect(await bodyOf('s/1.m4s')).toBe('media');
  });

  it('takes an address as hls.js has it, relative to the page', async () => {
    vi.stubGlobal('location', { href: 'http://example.test/watch/live/main' });
    await begin();
    const answer = await takeEarlyAnswer(new URL(url).pathname);
    expect(answer?.url).toBe(url);
  });

  it('refuses an old playlist, and gives what does not change', async () => {
    await begin();
    await vi.waitFor(async () => expect(await bodyOf('s/init.mp4')).toBe('init'));
    vi.advanceTimersByTime(2_500);
    await expect(takeEarlyAnswer(at('360p/playlist.m3u8'))).rejects.toThrow('too old');
    expect(await bodyOf('s/1.m4s')).toBe('media');
  });

  it('keeps nothing that nobody took', async () => {
    await begin();
    expect(await bodyOf('s/init.mp4')).toBe('init');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(takeEarlyAnswer(at('s/1.m4s'))).toBeUndefined();
  });

  it('rejects what was refused', async () => {
    answers = {};
    beginHeadStart(url);
    await expect(takeEarlyAnswer(url)).rejects.toThrow('404');
  });
});
