import { describe, expect, it } from 'vitest';
import type { IngestMessage } from '../../../../realtime/server-message.ts';
import { historyMs, type IngestHistory, withFirstSample, withSample } from './ingest-history.ts';

const message = (atMs: number): IngestMessage => ({
  type: 'ingest',
  id: 'stream',
  bitrateKbps: 6000,
  frameRate: 30,
  roundTripMs: null,
  lossPercent: 0,
  at: new Date(atMs).toISOString(),
});
const timesOf = (history: IngestHistory): readonly number[] => history.map(({ atMs }) => atMs);
const after = (...times: readonly number[]): IngestHistory =>
  times.reduce<IngestHistory>((history, atMs) => withSample(history, message(atMs)), []);

describe('withSample', () => {
  it.each([
    ['keeps what is new', [1000, 2000], [1000, 2000]],
    ['leaves out what it has', [1000, 1000], [1000]],
    ['leaves out what comes late', [2000, 1000], [2000]],
    ['forgets what is too old', [1000, 2000, 1500 + historyMs], [2000, 1500 + historyMs]],
  ])('%s', (_what, times, kept) => {
    expect(timesOf(after(...times))).toEqual(kept);
  });

  it('leaves out what has no time', () => {
    expect(withSample([], { ...message(0), at: 'soon' })).toEqual([]);
  });
});

describe('withFirstSample', () => {
  it.each([
    ['follows what there is', 5000, [1000, 2000, 3000, 5000]],
    ['takes the place of what the clock of its server has not yet', 2000, [1000, 2000]],
  ])('%s', (_what, atMs, kept) => {
    expect(timesOf(withFirstSample(after(1000, 2000, 3000), message(atMs)))).toEqual(kept);
  });

  it('leaves out what has no time', () => {
    expect(withFirstSample([], { ...message(0), at: 'soon' })).toEqual([]);
  });
});
