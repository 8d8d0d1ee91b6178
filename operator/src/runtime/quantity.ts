/** Quantities (`1`, `500m`, `1Gi`, `1e3`), which the API server rewrites: `1000m` is stored as `1`. */

const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };
const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;

/** A quantity in billionths, the API server's precision, rounded up; undefined when the text is no quantity. */
export const parseQuantity = (quantity: string | number): bigint | undefined => {
  const match = pattern.exec(String(quantity));
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', suffix = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction) << (binary[suffix] ?? 0n);
  const power = 9 - fraction.length + (decimal[suffix] ?? 0) + Number(exponent);
  const billionths = scale(digits, power);
  return sign === '-' ? -billionths : billionths;
};

const scale = (digits: bigint, power: number): bigint => {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor - 1n) / divisor;
};

/** True when both say the same amount, however they are written. */
export const isSameQuantity = (a: string | number, b: string | number): boolean => {
  const parsed = parseQuantity(a);
  return parsed !== undefined && parsed === parseQuantity(b);
};
