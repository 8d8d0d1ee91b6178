/** Chance that is the same each time. */

/** 0 to 1, for a whole number of any size. */
export const chance = (seed: number, place: number): number => {
  let bits = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 0x632be5ab, 0xc2b2ae35);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
};

/** A smooth line through chance, from 0 to 1, with a turn about each whole number. */
export const smoothNoise = (seed: number, place: number): number => {
  const whole = Math.floor(place);
  const rest = place - whole;
  const eased = rest * rest * (3 - 2 * rest);
  return chance(seed, whole) * (1 - eased) + chance(seed, whole + 1) * eased;
};

/** The same with finer turns upon it, as coasts and mountains have. */
export const roughNoise = (seed: number, place: number): number => {
  let [sum, weight] = [0, 0];
  for (let octave = 0; octave < 4; octave += 1) {
    const share = 0.5 ** octave;
    sum += share * smoothNoise(seed + octave, place * 2 ** octave);
    weight += share;
  }
  return sum / weight;
};
