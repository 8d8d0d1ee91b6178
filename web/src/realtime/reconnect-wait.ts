const shortestMs = 1_000;
const longestMs = 30_000;

/**
 * Pure: how long to wait after so many failures in a row, the first is 1. It doubles from one second to thirty; `random`
 * (0 to 1) takes up to half of it away, so that the pages of a replica that ended do not come back all at once.
 */
export const reconnectWaitMs = (failures: number, random: number): number => {
  const fullMs = Math.min(longestMs, shortestMs * 2 ** Math.min(failures, 10));
  return Math.round(Math.max(shortestMs, fullMs * (1 - random / 2)));
};
