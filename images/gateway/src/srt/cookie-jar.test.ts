import { describe, expect, it } from 'vitest';
import { CookieJar } from './cookie-jar.ts';

const caller = { address: '192.0.2.1', port: 4000 };

describe('CookieJar', () => {
  it.each([0, 60_000])('knows its own cookie for a minute at least, for two at most, after %i ms', (start) => {
    let now = start + 59_999;
    const jar = new CookieJar(() => now);
    const cookie = jar.bake(caller);
    const good = [59_999, 60_000, 119_999, 120_000, 180_000].map((at) => {
      now = start + at;
      return jar.isGood(caller, cookie);
    });
    expect(good).toEqual([true, true, true, false, false]);
  });

  it('bakes what 32 bits hold, not zero, and differs by caller', () => {
    const jar = new CookieJar(() => 0);
    const cookies = Array.from({ length: 1_000 }, (_, index) => jar.bake({ ...caller, port: index + 1 }));
    expect(cookies.filter((cookie) => cookie <= 0 || cookie > 0xffff_ffff)).toEqual([]);
    expect(new Set(cookies).size).toBeGreaterThan(990);
  });

  it.each([
    ['another address', { address: '192.0.2.2', port: 4000 }],
    ['another port', { address: '192.0.2.1', port: 4001 }],
    ['an address that runs into its port', { address: '192.0.2.1 4', port: 0 }],
  ])('does not take it from %s', (_, other) => {
    const jar = new CookieJar(() => 0);
    expect(jar.isGood(other, jar.bake(caller))).toBe(false);
  });

  it('takes none that another jar has baked, and not zero', () => {
    const jar = new CookieJar(() => 0);
    expect([jar.isGood(caller, new CookieJar(() => 0).bake(caller)), jar.isGood(caller, 0)]).toEqual([false, false]);
  });
});
