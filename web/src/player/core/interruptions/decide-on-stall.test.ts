import { describe, expect, it } from 'vitest';
import { decideOnStall, type StallObservation } from './decide-on-stall.ts';

const observation = (change: Partial<StallObservation>): StallObservation => ({
  stillMs: 0,
  couldMoveMs: 0,
  aheadSeconds: 0,
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
    ['data ahead at the end of an outage', { stillMs: 600_000, couldMoveMs: 0, aheadSeconds: 1 }, { kind: 'nudge' }],
    ['data ahead for very long', { stillMs: 8_000, couldMoveMs: 8_000, aheadSeconds: 4 }, { kind: 'rebuild' }],
    ['nothing ahead', { stillMs: 1_250, aheadSeconds: 0.1 }, { kind: 'none' }],
    ['nothing ahead for longer, on a slow line', { stillMs: 1_500 }, tell('buffering')],
    ['an encoder that is away', { stillMs: 600_000, delivery: 'still' }, tell('reconnecting')],
    ['a server that says no', { stillMs: 600_000, delivery: 'refused' }, tell('reconnecting')],
    ['a line that is dead', { stillMs: 600_000, delivery: 'unreachable' }, tell('disconnected')],
    ['media that is due and may be slow', { stillMs: 600_000, couldMoveMs: 14_999 }, tell('buffering')],
    ['media that is due and never comes', { stillMs: 600_000, couldMoveMs: 15_000 }, { kind: 'rebuild' }],
  ] as const)('answers %s', (_what, change, action) => {
    expect(decideOnStall(observation(change))).toEqual(action);
  });
});
