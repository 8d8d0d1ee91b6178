import { describe, expect, it } from 'vitest';
import type { FrameRate } from '../encoder/session-format.ts';
import { nominalFrameRate, type RateEvidence } from './nominal-frame-rate.ts';

const rate = (numerator: number, denominator = 1) => ({ numerator, denominator });

const cases: readonly [string, RateEvidence, FrameRate][] = [
  [
    'what is declared when the packets agree',
    { declared: rate(30_000, 1001), measuredRate: 29.98, steady: true },
    rate(30_000, 1001),
  ],
  ['what was measured when they do not', { declared: rate(60), measuredRate: 30, steady: true }, rate(30)],
  [
    'the usual rate nearby when nothing is declared',
    { declared: undefined, measuredRate: 23.97, steady: true },
    rate(24_000, 1001),
  ],
  ['an unusual rate as it is', { declared: undefined, measuredRate: 15, steady: true }, rate(15)],
  ['what is declared when nothing was measured', { declared: rate(25), measuredRate: 0, steady: true }, rate(25)],
  ['30 when nothing is known', { declared: undefined, measuredRate: 0, steady: true }, rate(30)],
  ['half of 120', { declared: rate(120), measuredRate: 120, steady: true }, rate(120, 2)],
  ['half of 100', { declared: rate(100), measuredRate: 100.1, steady: true }, rate(100, 2)],
  ['59.94 as it is', { declared: rate(60_000, 1001), measuredRate: 59.94, steady: true }, rate(60_000, 1001)],
  [
    'the next usual rate above an unsteady one',
    { declared: rate(90_000), measuredRate: 27, steady: false },
    rate(30_000, 1001),
  ],
  ['60 when an unsteady source exceeds it', { declared: undefined, measuredRate: 144, steady: false }, rate(60)],
  ['a usual rate that the unsteady one is near', { declared: undefined, measuredRate: 30.1, steady: false }, rate(30)],
];

describe('nominalFrameRate', () => {
  it.each(cases)('is %s', (_, evidence, expected) => {
    expect(nominalFrameRate(evidence)).toEqual(expected);
  });
});
