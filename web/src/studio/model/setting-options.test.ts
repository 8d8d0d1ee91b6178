import { describe, expect, it } from 'vitest';
import { choiceOptions, choiceSettings } from './setting-options.ts';

const [dvr] = choiceSettings;

describe('choiceOptions', () => {
  it('has words for each value', () => {
    expect(dvr && choiceOptions(dvr, 1800).map(({ label }) => label)).toEqual([
      'Not at all',
      '10 minutes',
      '30 minutes',
      '1 hour',
      '2 hours',
      '4 hours',
    ]);
  });

  it('offers the current value too when the list has it not', () => {
    expect(dvr && choiceOptions(dvr, 90).at(-1)).toEqual({ value: '90', label: '1 minute 30 seconds' });
  });
});
