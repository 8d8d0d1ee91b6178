import { describe, expect, it } from 'vitest';
import { rangeFault, type SessionTimes } from './clip-range.ts';

const at = (time: string): Date => new Date(`2026-11-22T${time}Z`);
const ended = { startedAt: at('18:00:00'), endedAt: at('19:00:00') };
const running = { startedAt: at('18:00:00'), endedAt: null };
const now = at('20:00:00');

describe('rangeFault', () => {
  it.each<[string, readonly [string, string], SessionTimes, string | undefined]>([
    ['within the session', ['18:10:00', '18:15:00'], ended, undefined],
    ['of a second', ['18:10:00', '18:10:01'], ended, undefined],
    ['over both of its ends', ['17:59:00', '19:30:00'], ended, undefined],
    ['that is not over yet', ['19:59:59', '20:30:00'], running, undefined],
    [
      'of a session that nobody knows the times of',
      ['17:00:00', '17:10:00'],
      { startedAt: null, endedAt: null },
      undefined,
    ],
    ['of nothing', ['18:10:00', '18:10:00'], ended, 'to'],
    ['that ends before it begins', ['18:10:00', '18:00:00'], ended, 'to'],
    ['of more than six hours', ['12:00:00', '18:00:01'], ended, 'to'],
    ['before the session', ['17:00:00', '18:00:00'], ended, 'to'],
    ['after the session', ['19:00:00', '19:10:00'], ended, 'from'],
    ['that is still to come', ['20:00:00', '20:10:00'], running, 'from'],
  ])('judges a range %s', (_what, [from, to], session, field) => {
    expect(rangeFault({ from: at(from), to: at(to) }, session, now)?.field).toBe(field);
  });
});
