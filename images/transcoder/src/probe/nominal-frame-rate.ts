/**
 * The constant frame rate that a session is encoded at. What the source declares is taken when it agrees with what was
 * measured; a source without one rate, or over 60, is mapped to a usual one. Pure.
 */
import type { FrameRate } from '../encoder/session-format.ts';

/** What a source says of its rate, in frames a second; 0 when it says nothing. */
export interface RateEvidence {
  readonly declared: FrameRate | undefined;
  readonly measuredRate: number;
  readonly steady: boolean;
}

export const framesPerSecond = ({ numerator, denominator }: FrameRate): number => numerator / denominator;

const usualRates: readonly FrameRate[] = [
  { numerator: 24_000, denominator: 1001 },
  { numerator: 24, denominator: 1 },
  { numerator: 25, denominator: 1 },
  { numerator: 30_000, denominator: 1001 },
  { numerator: 30, denominator: 1 },
  { numerator: 50, denominator: 1 },
  { numerator: 60_000, denominator: 1001 },
  { numerator: 60, denominator: 1 },
];

const fallbackRate: FrameRate = { numerator: 30, denominator: 1 };
const maximumRate: FrameRate = { numerator: 60, denominator: 1 };
/** Times rounded to milliseconds, over ten frames, are no better than this. */
const agreement = 0.01;

const agrees = (rate: FrameRate, measured: number): boolean =>
  Math.abs(framesPerSecond(rate) - measured) <= measured * agreement;

/** Halved, or divided by three …, until it is at most 60: no frame is shown twice while its neighbour is dropped. */
const limited = (rate: FrameRate): FrameRate => {
  const divisor = Math.ceil(framesPerSecond(rate) / framesPerSecond(maximumRate) - agreement);
  return divisor <= 1 ? rate : { numerator: rate.numerator, denominator: rate.denominator * divisor };
};

const nearestTo = (measured: number): FrameRate | undefined =>
  usualRates
    .filter((rate) => agrees(rate, measured))
    .toSorted((a, b) => Math.abs(framesPerSecond(a) - measured) - Math.abs(framesPerSecond(b) - measured))[0];

const usualAtLeast = (measured: number): FrameRate =>
  nearestTo(measured) ?? usualRates.find((rate) => framesPerSecond(rate) >= measured) ?? maximumRate;

const steadyRate = (declared: FrameRate | undefined, measured: number): FrameRate => {
  if (declared && agrees(declared, measured)) return declared;
  return nearestTo(measured) ?? { numerator: Math.max(1, Math.round(measured)), denominator: 1 };
};

/** Never over 60 frames a second. */
export const nominalFrameRate = ({ declared, measuredRate, steady }: RateEvidence): FrameRate => {
  if (measuredRate === 0) return limited(declared ?? fallbackRate);
  return steady ? limited(steadyRate(declared, measuredRate)) : usualAtLeast(measuredRate);
};
