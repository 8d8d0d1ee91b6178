import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import type { TranscoderState } from '@kubecast/media/state-feed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StateFeed } from './state-feed.ts';

const verdict = { healthy: true, reason: 'SourceAsAsked', message: '' };
const first: TranscoderState = { podUid: 'pod-1', liveStreamUid: 'uid-1', ingest: verdict, storage: verdict };
const second: TranscoderState = { ...first, ingest: { ...verdict, healthy: false } };

const eventOf = (state: TranscoderState): string => `event: state\ndata: ${JSON.stringify(state)}\n\n`;

/** As much of a response as the feed uses. */
const listener = () => {
  const written: string[] = [];
  const stream = Object.assign(new PassThrough(), { writeHead: () => stream });
  stream.on('data', (chunk) => written.push(String(chunk)));
  return { response: stream as unknown as ServerResponse, written, stream };
};

describe('StateFeed', () => {
  let feed: StateFeed;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    feed = new StateFeed(first);
  });

  afterEach(() => {
    feed.close();
    vi.useRealTimers();
  });

  it('sends the whole state on connect and at each change', () => {
    const { response, written } = listener();
    feed.attach(response);
    feed.set(structuredClone(first));
    feed.set(second);
    expect(written.join('')).toBe(`retry: 1000\n\n${eventOf(first)}${eventOf(second)}`);
  });

  it('sends a comment every five seconds', () => {
    const { response, written } = listener();
    feed.attach(response);
    written.length = 0;
    vi.advanceTimersByTime(10_000);
    expect(written.join('')).toBe(':\n\n:\n\n');
  });

  it('forgets a listener that has left', async () => {
    const { response, written, stream } = listener();
    feed.attach(response);
    stream.destroy();
    await new Promise(setImmediate);
    written.length = 0;
    feed.set(second);
    expect(written).toEqual([]);
  });
});
