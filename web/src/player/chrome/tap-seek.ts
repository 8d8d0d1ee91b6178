/** Two taps on a side of the picture seek. Pure. */

export interface Tap {
  readonly atMs: number;
  /** 0: the left rim of the picture, 1: the right one. */
  readonly share: number;
}

const apartMs = 300;
const sideShare = 1 / 3;
const tapSeconds = 10;

const directionOf = ({ share }: Tap): number => {
  if (share < sideShare) return -1;
  return share > 1 - sideShare ? 1 : 0;
};

/** Seconds that a tap seeks by, after the one before; 0 for a single tap and for the middle. */
export const tapSeekSeconds = (before: Tap | undefined, tap: Tap): number => {
  const isSecond =
    before !== undefined && tap.atMs - before.atMs <= apartMs && directionOf(before) === directionOf(tap);
  return isSecond ? directionOf(tap) * tapSeconds : 0;
};
