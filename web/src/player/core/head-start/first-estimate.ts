/** What a line is taken for before anything came over it, bits a second. */

/** The middle of a ladder rather than its bottom. */
const usualBitsPerSecond = 3_000_000;
const leastBitsPerSecond = 200_000;

/** Pure. `megabitsPerSecond` is what the browser has seen of the line so far, where it tells that. */
export const firstEstimate = (megabitsPerSecond: number | undefined): number =>
  Math.max(
    leastBitsPerSecond,
    Math.min(usualBitsPerSecond, (megabitsPerSecond ?? Number.POSITIVE_INFINITY) * 1_000_000),
  );

/** What the Network Information API says, which some browsers have. */
interface Line {
  readonly downlink: number | undefined;
  /** The viewer wants nothing fetched that is not needed. */
  readonly isSaving: boolean;
}

export const observeLine = (): Line => {
  const { connection = {} } = navigator as { readonly connection?: { downlink?: unknown; saveData?: unknown } };
  const { downlink, saveData } = connection;
  return { downlink: typeof downlink === 'number' ? downlink : undefined, isSaving: saveData === true };
};
