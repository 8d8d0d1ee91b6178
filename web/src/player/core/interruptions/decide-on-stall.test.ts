import { describe, expect, it } from 'vitest';
import { decideOnStall, type StallObservation } from './decide-on-stall.ts';

const observation = (change: Partial<StallObservation>): StallObservation => ({
  stillMs: 0,
  aheadSeconds: 0,
  dueSeconds: 0,
  hasNudged: false,
  delivery: 'flowing',
  ...change,
});
const tell = (phase: string) => ({ kind: 'tell', phase });

describe('decideOnStall', () => {
  it.each([
    ['a moment without movement', { stillMs: 250, aheadSeconds: 4 }, { kind: 'none' }],
    ['data ahead', { stillMs: 500, aheadSeconds: 0.2 }, { kind: 'nudge' }],
    ['data ahead after a nudge', { stillMs: 750, aheadSeconds: 4, hasNudged: true }, { kind: 'none' }],
    ['data ahead long after a nudge', { stillMs: 1_500, aheadSeconds: 4, hasNudged: true }, tell('buffering')],
    ['data ahead for very long', { stillMs: 8_000, aheadSeconds: 4, hasNudged: true }, { kind: 'rebuild' }],
    [
      'data ahead for very long without a network',
      { stillMs: 8_000, aheadSeconds: 4, hasNudged: true, delivery: 'unreachable' },
      tell('disconnected'),
    ],
    ['nothing ahead', { stillMs: 1_250, aheadSeconds: 0.1 }, { kind: 'none' }],
    ['nothing ahead for longer, on a slow line', { stillMs: 1_500 }, tell('buffering')],
    ['an encoder that is away', { stillMs: 600_000, delivery: 'still' }, tell('reconnecting')],
    ['a server that says no', { stillMs: 600_000, dueSeconds: 9, delivery: 'refused' }, tell('reconnecting')],
    ['a line that is dead', { stillMs: 600_000, dueSeconds: 9, delivery: 'unreachable' }, tell('disconnected')],
    ['media that is listed and may be slow', { stillMs: 14_999, dueSeconds: 9 }, tell('buffering')],
    ['media that is listed and never comes', { stillMs: 15_000, dueSeconds: 9 }, { kind: 'rebuild' }],
    [
      'media that never comes, of an encoder that is away',
      { stillMs: 15_000, dueSeconds: 9, delivery: 'still' },
      { kind: 'rebuild' },
    ],
  ] as const)('answers %s', (_what, change, action) => {
    expect(decideOnStall(observation(change))).toEqual(action);
  });
});
