import { describe, expect, it } from 'vitest';
import { ada } from '../testing/fake-session.ts';
import { accessTokenOf } from './access-token.ts';

const now = Date.parse('2026-03-01T12:00:00Z');

describe('accessTokenOf', () => {
  it.each([
    ['ten minutes', '2026-03-01T12:10:00Z', 540, 590],
    ['five minutes', '2026-03-01T12:05:00Z', 240, 290],
    ['a clock that goes behind', '2026-03-01T18:00:00Z', 540, 590],
    ['a clock that goes ahead', '2026-03-01T08:00:00Z', 60, 110],
    ['what is no time', 'soon', 60, 110],
  ])('is renewed ahead of its end: %s', (_why, accessTokenExpiresAt, renewSeconds, endSeconds) => {
    const { renewAt, endsAt } = accessTokenOf({ user: ada, accessToken: 'a', accessTokenExpiresAt }, now);
    expect([(renewAt - now) / 1000, (endsAt - now) / 1000]).toEqual([renewSeconds, endSeconds]);
  });
});
