import { describe, expect, it } from 'vitest';
import { durationWords, sizeWords } from './words.ts';

describe('durationWords', () => {
  it.each([
    [0, '0s'],
    [45.4, '45s'],
    [59.6, '1m0s'],
    [301, '5m1s'],
    [3605, '1h0m5s'],
    [45_296, '12h34m56s'],
  ])('says %s seconds as %s', (seconds, expected) => {
    expect(durationWords(seconds)).toBe(expected);
  });
});

describe('sizeWords', () => {
  it.each([
    [512, '512 B'],
    [831_488, '812 KiB'],
    [101_082_726, '96.4 MiB'],
    [1_503_238_554, '1.4 GiB'],
    [1_125_899_906_842_624, '1.0 PiB'],
  ])('says %s bytes as %s', (bytes, expected) => {
    expect(sizeWords(bytes)).toBe(expected);
  });
});
