// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { useStoryboard } from './use-storyboard.ts';

const file = 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nstoryboard.jpg#xywh=0,0,160,90\n';
const url = 'https://kubecast.example/storage/vod-videos/a/storyboard.vtt';

const begin = (answer: () => Promise<Response>, first?: string) => {
  const read = vi.fn(answer);
  vi.stubGlobal('fetch', read);
  onTestFinished(() => {
    cleanup();
    vi.unstubAllGlobals();
  });
  const initialProps = first;
  return { read, ...renderHook((given: string | undefined) => useStoryboard(given), { initialProps }) };
};

const answer = async (): Promise<Response> => Object.defineProperty(new Response(file), 'url', { value: url });

describe('useStoryboard', () => {
  it('reads nothing before it is told what', () => {
    const { read, result } = begin(answer);
    expect(result.current).toEqual([]);
    expect(read).not.toHaveBeenCalled();
  });

  it('reads the tiles once', async () => {
    const { read, result, rerender } = begin(answer, url);
    await waitFor(() => expect(result.current).toHaveLength(1));
    rerender(url);
    expect(read).toHaveBeenCalledOnce();
  });

  it('has none where they cannot be read', async () => {
    const { read, result } = begin(async () => new Response('', { status: 404 }), url);
    await waitFor(() => expect(read).toHaveBeenCalledOnce());
    expect(result.current).toEqual([]);
  });
});
