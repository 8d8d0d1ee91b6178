import { describe, expect, it } from 'vitest';
import { isSameQuantity, parseQuantity } from './quantity.ts';

describe('isSameQuantity', () => {
  it.each([
    ['1000m', '1'],
    ['0.5Gi', '512Mi'],
    ['1024Mi', '1Gi'],
    [2, '2'],
    [0.1, '100m'],
    ['1e3', '1k'],
    ['1E3', '1000'],
    ['+1.50', '1500m'],
    ['.5', '500m'],
    ['0.1n', '1n'],
    ['-1000m', '-1'],
  ])('is true when %s and %s are the same amount', (a, b) => {
    expect(isSameQuantity(a, b)).toBe(true);
  });

  it.each([
    ['1', '2'],
    ['1M', '1Mi'],
    ['1', '-1'],
    ['one', 'one'],
  ])('is false for %s and %s', (a, b) => {
    expect(isSameQuantity(a, b)).toBe(false);
  });
});

describe('parseQuantity', () => {
  it.each(['', '.', 'm', '1 Gi', '1X', '0x10', 'Infinity'])('refuses "%s"', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});
