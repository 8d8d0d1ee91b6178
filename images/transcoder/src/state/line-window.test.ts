import { describe, expect, it } from 'vitest';
import { LineWindow } from './line-window.ts';

const quiet = { roundTripMs: 40, bitsPerSecond: 1e6, packets: 0, lostPackets: 0, droppedPackets: 0 };

/** What a listener says of so many packets a second, a line every 250. */
const play = (window: LineWindow, packetsPerSecond: number, line: Partial<typeof quiet>, fromMs = 0): number => {
  const everyMs = 250_000 / packetsPerSecond;
  let atMs = fromMs;
  for (; atMs < fromMs + 60_000; atMs += everyMs) {
    window.observe({ ...quiet, packets: 250, retransmittedPackets: 0, ...line }, atMs);
  }
  return atMs;
};

describe('LineWindow', () => {
  it('has nothing to go by when few packets came', () => {
    const window = new LineWindow();
    window.observe({ ...quiet, packets: 250, droppedPackets: 5, retransmittedPackets: 0 }, 0);
    expect(window.facts(1_000)).toBeUndefined();
  });

  it.each([
    ['100 kbit/s', 10],
    ['300 kbit/s', 28],
    ['350 kbit/s', 33],
    ['6 Mbit/s', 570],
  ])('judges a line of %s at every moment', (_name, packetsPerSecond) => {
    const window = new LineWindow();
    const endMs = play(window, packetsPerSecond, { lostPackets: 25 });
    for (let atMs = endMs - 250_000 / packetsPerSecond; atMs < endMs; atMs += 1_000)
      expect(window.facts(atMs)).toEqual({ lostRatio: 0.1, droppedRatio: 0, roundTripMs: 40 });
  });

  it('takes ratios of all packets, those that never came among them', () => {
    const window = new LineWindow();
    window.observe({ ...quiet, packets: 100, lostPackets: 900, droppedPackets: 900, retransmittedPackets: 0 }, 0);
    expect(window.facts(1_000)).toMatchObject({ lostRatio: 0.9, droppedRatio: 0.9 });
  });

  it('forgets what is a quarter of a minute ago when enough came since', () => {
    const window = new LineWindow();
    const goodMs = play(window, 570, { droppedPackets: 5 });
    for (let atMs = goodMs; atMs <= goodMs + 15_000; atMs += 1_000)
      window.observe({ ...quiet, packets: 570, retransmittedPackets: 0 }, atMs);
    expect(window.facts(goodMs + 15_000)?.droppedRatio).toBe(0);
  });

  it('forgets what is a minute ago whatever came since', () => {
    const window = new LineWindow();
    const endMs = play(window, 570, { droppedPackets: 5 });
    expect(window.facts(endMs + 61_000)).toBeUndefined();
  });
});
