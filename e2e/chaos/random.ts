/** Chance that can be had again: the same seed gives the same moments. */
export interface Random {
  /** From `low` (included) to `high` (not). */
  between(low: number, high: number): number;
}

const increment = 0x6d2b79f5;

/** mulberry32 by Tommy Ettinger (public domain): 32 bits of state are plenty for moments of faults. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + increment) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { between: (low, high) => low + next() * (high - low) };
};

/** FNV's prime, and a constant that puts neighbouring seeds far apart. */
const fnvPrime = 0x01000193;
const spread = 0x9e3779b1;

/** A seed of its own for each name, so that a scenario run alone has the moments that it has among all. */
export const seedFor = (seed: number, name: string): number =>
  [...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), fnvPrime) >>> 0, Math.imul(seed, spread));
