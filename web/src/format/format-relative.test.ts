import { describe, expect, it } from 'vitest';
import { formatRelative } from './format-relative.ts';

describe('formatRelative', () => {
  it.each([
    [0, 'just now'],
    [44, 'just now'],
    [-44, 'just now'],
    [45, '1 minute ago'],
    [119, '1 minute ago'],
    [300, '5 minutes ago'],
    [3600, '1 hour ago'],
    [86_400, 'yesterday'],
    [3 * 86_400, '3 days ago'],
    [8 * 86_400, 'last week'],
    [65 * 86_400, '2 months ago'],
    [800 * 86_400, '2 years ago'],
    [-7200, 'in 2 hours'],
    [Number.NaN, 'just now'],
  ])('says of %s s before now: %s', (secondsAgo, said) => {
    const now = Date.UTC(2026, 0, 1);
    expect(formatRelative(now - secondsAgo * 1000, now)).toBe(said);
  });
});
