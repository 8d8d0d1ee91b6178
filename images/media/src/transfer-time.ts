/** How long bytes may be on their way over the slowest line that we want to get along with. */

/** 1 Mbit/s, shared by three requests. */
const slowestBytesPerSecond = 1_000_000 / 8 / 3;

/** Milliseconds, for one of three requests at once. */
export const transferMs = (bytes: number): number => Math.ceil((bytes / slowestBytesPerSecond) * 1000);
