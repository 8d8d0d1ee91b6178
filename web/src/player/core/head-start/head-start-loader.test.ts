// @vitest-environment happy-dom
import Hls, { type HlsConfig, type LoaderCallbacks, type LoaderContext, LoaderContextType, XhrLoader } from 'hls.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EarlyAnswer, takeEarlyAnswer } from './head-start.ts';
import { HeadStartLoader } from './head-start-loader.ts';

vi.mock('./head-start.ts');

const config: HlsConfig = Hls.DefaultConfig;
const limits = { maxTimeToFirstByteMs: 1_000, maxLoadTimeMs: 1_000, timeoutRetry: null, errorRetry: null };
const loading = { loadPolicy: limits, timeout: 1_000, maxRetry: 0, retryDelay: 0, maxRetryDelay: 0 };
const playlist: LoaderContext = {
  url: 'http://example.test/playlist.m3u8',
  responseType: 'text',
  type: LoaderContextType.LEVEL,
} as const;
const early: EarlyAnswer = {
  ...{ url: playlist.url, body: new TextEncoder().encode('#EXTM3U').buffer, freshMs: 2_000 },
  ...{ askedMs: 10, firstByteMs: 20, endMs: 30 },
};

const callbacks = { onSuccess: vi.fn(), onError: vi.fn(), onTimeout: vi.fn(), onAbort: vi.fn() };
const ask = vi.spyOn(XhrLoader.prototype, 'load').mockImplementation(() => undefined);

const load = (context: LoaderContext = playlist): HeadStartLoader => {
  const loader = new HeadStartLoader(config);
  loader.load(context, loading, callbacks satisfies LoaderCallbacks<LoaderContext>);
  return loader;
};

beforeEach(() => void vi.mocked(takeEarlyAnswer).mockResolvedValue(early));
afterEach(() => void vi.clearAllMocks());

describe('HeadStartLoader', () => {
  it('hands over what came, with the times that it took', async () => {
    const loader = load();
    await vi.waitFor(() => expect(callbacks.onSuccess).toHaveBeenCalledTimes(1));
    const [response, stats] = callbacks.onSuccess.mock.calls[0] ?? [];
    expect(response).toEqual({ url: playlist.url, data: '#EXTM3U', code: 200 });
    expect(stats).toMatchObject({ loaded: 7, total: 7, loading: { start: 10, first: 20, end: 30 } });
    expect(loader.getCacheAge()).toBeCloseTo((performance.now() - early.endMs) / 1_000, 0);
    expect(ask).not.toHaveBeenCalled();
  });

  it('leaves bytes as they are', async () => {
    load({ ...playlist, responseType: 'arraybuffer' });
    await vi.waitFor(() => expect(callbacks.onSuccess.mock.calls[0]?.[0].data).toBe(early.body));
  });

  it('asks for what nobody asked for yet', () => {
    vi.mocked(takeEarlyAnswer).mockReturnValue(undefined);
    load();
    expect(ask).toHaveBeenCalledWith(playlist, loading, callbacks);
  });

  it('asks anew for what failed or is too old', async () => {
    vi.mocked(takeEarlyAnswer).mockRejectedValue(new Error('It is too old'));
    load();
    await vi.waitFor(() => expect(ask).toHaveBeenCalledWith(playlist, loading, callbacks));
  });

  it('tells once that it was given up, and hands over nothing then', async () => {
    const loader = load();
    loader.abort();
    await Promise.resolve();
    expect(callbacks.onAbort).toHaveBeenCalledTimes(1);
    expect(callbacks.onSuccess).not.toHaveBeenCalled();
  });

  it('says nothing any more when it was destroyed', async () => {
    load().destroy();
    await Promise.resolve();
    expect(callbacks.onAbort).not.toHaveBeenCalled();
    expect(callbacks.onSuccess).not.toHaveBeenCalled();
  });
});
