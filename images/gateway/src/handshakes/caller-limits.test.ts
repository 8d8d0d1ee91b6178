import { describe, expect, it } from 'vitest';
import { CallerLimits } from './caller-limits.ts';

const addresses = Array.from({ length: 10_000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
const newcomer = '192.0.2.1';

describe('CallerLimits', () => {
  it('gives a new caller its cookie when forged addresses fill the table, as long as the shared ones last', () => {
    const limits = new CallerLimits(20);
    for (const address of addresses) limits.mayGetCookie(address, 0);
    const given = Array.from({ length: 12_000 }, (_, index) => limits.mayGetCookie(`${newcomer}${index}`, 0));
    expect(given.filter(Boolean)).toHaveLength(10_000);
    expect(limits.mayGetCookie(newcomer, 1)).toBe(true);
  });

  it('lets no new caller begin when proven addresses fill the table, until one has been quiet', () => {
    const limits = new CallerLimits(20);
    for (const address of addresses) limits.mayBegin(address, 0);
    expect(limits.mayBegin(newcomer, 0)).toBe(false);
    limits.forgetQuiet(1_000);
    expect(limits.mayBegin(newcomer, 1_000)).toBe(true);
  });

  it('limits an IPv6 network as one caller', () => {
    const limits = new CallerLimits(1);
    const begun = Array.from({ length: 10 }, (_, index) => limits.mayBegin(`2001:db8:1:2::${index + 1}`, 0));
    expect(begun.filter(Boolean)).toHaveLength(5);
    expect(limits.mayBegin('2001:db8:1:3::1', 0)).toBe(true);
  });
});
