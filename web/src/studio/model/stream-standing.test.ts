import { describe, expect, it } from 'vitest';
import { standingOf } from './stream-standing.ts';

describe('standingOf', () => {
  it.each([
    ['live', true, false, 'Live'],
    ['reconnecting', true, false, 'Reconnecting'],
    ['reconnecting', false, false, 'Reconnecting'],
    ['offline', true, false, 'Ready'],
    ['offline', false, false, 'Not ready'],
    ['offline', false, true, 'Closed'],
    ['live', true, true, 'Closed'],
  ] as const)('is for %s, ready %s, suspended %s: %s', (state, isReady, isSuspended, label) => {
    expect(standingOf({ state, isReady, isSuspended }).label).toBe(label);
  });
});
