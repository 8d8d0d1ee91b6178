/** How often media failed, and what to do about it: asked for again, later each time, and at last left to the viewer. Pure. */

export interface MediaFailures {
  readonly count: number;
  /** Where it stood at the last one. */
  readonly atSeconds: number;
}

export const noFailures: MediaFailures = { count: 0, atSeconds: 0 };

/** Milliseconds before the first try, the second and so on. */
const waitsMs = [0, 2_000, 6_000] as const;
/** Who got this much further has left a failure behind. */
const healedSeconds = 5;

export const afterFailure = ({ count }: MediaFailures, atSeconds: number): MediaFailures => ({
  count: count + 1,
  atSeconds,
});

/** Where playing has got to may make good what failed. */
export const afterProgress = (failures: MediaFailures, positionSeconds: number): MediaFailures =>
  positionSeconds > failures.atSeconds + healedSeconds ? noFailures : failures;

/** Milliseconds until it is asked for again; undefined where that has been done often enough. */
export const waitMs = ({ count }: MediaFailures): number | undefined => waitsMs[count - 1];
