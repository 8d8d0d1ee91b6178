import { describe, expect, it } from 'vitest';
import { advanceDelivery, type DeliveryEvent, deliveryAt, judgeDelivery } from './delivery.ts';

const after = (...events: readonly DeliveryEvent[]) =>
  events.reduce((delivery, event) => advanceDelivery(delivery, event, 1_000), deliveryAt(0));
const advanced = { kind: 'advanced', targetDurationSeconds: 1 } as const;

describe('judgeDelivery', () => {
  it.each([
    { verdict: 'flowing', what: 'playlists that move on', events: [advanced], nowMs: 3_000 },
    { verdict: 'flowing', what: 'nothing yet', events: [], nowMs: 4_000 },
    { verdict: 'still', what: 'playlists that do not move on', events: [advanced, { kind: 'answered' }], nowMs: 3_001 },
    { verdict: 'refused', what: 'a server that says no', events: [advanced, { kind: 'refused' }], nowMs: 1_500 },
    { verdict: 'unreachable', what: 'no answer', events: [advanced, { kind: 'unanswered' }], nowMs: 1_500 },
    { verdict: 'flowing', what: 'an answer after none', events: [{ kind: 'unanswered' }, advanced], nowMs: 1_500 },
    {
      verdict: 'still',
      what: 'an old playlist after no answer',
      events: [advanced, { kind: 'unanswered' }, { kind: 'answered' }],
      nowMs: 9_000,
    },
  ] as const)('is $verdict for $what', ({ verdict, events, nowMs }) => {
    expect(judgeDelivery(after(...events), nowMs, true)).toBe(verdict);
  });

  it('is unreachable in a browser without a network', () => {
    expect(judgeDelivery(after(advanced), 1_500, false)).toBe('unreachable');
  });
});
