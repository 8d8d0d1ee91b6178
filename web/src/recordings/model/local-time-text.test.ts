import { describe, expect, it } from 'vitest';
import { isWithinDay, localTimeText, parseLocalTime } from './local-time-text.ts';

describe('localTimeText', () => {
  it('is what parseLocalTime reads', () => {
    const at = new Date(2026, 0, 2, 3, 4, 5).getTime();
    expect(localTimeText(at)).toBe('2026-01-02T03:04:05');
    expect(parseLocalTime('2026-01-02T03:04:05')).toBe(at);
  });
});

describe('parseLocalTime', () => {
  it('takes a time without seconds, and is no number for anything else', () => {
    expect(parseLocalTime('2026-01-02T03:04')).toBe(new Date(2026, 0, 2, 3, 4).getTime());
    expect(parseLocalTime('')).toBeNaN();
  });
});

describe('isWithinDay', () => {
  const noon = new Date(2026, 0, 2, 12).getTime();

  it.each([
    ['an hour', 3_600_000, true],
    ['over midnight', 13 * 3_600_000, false],
    ['a year', 365 * 86_400_000, false],
  ])('of %s (%i ms) is %s', (_what, lengthMs, isOne) => {
    expect(isWithinDay({ startMs: noon, endMs: noon + Number(lengthMs) })).toBe(isOne);
  });
});
