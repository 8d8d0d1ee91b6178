/** How soon a recording changes by itself, and so how soon its list is read again. Pure. */
import type { Recording } from '../../api/generated/schemas.ts';

type Told = Pick<Recording, 'state' | 'reason' | 'videoState'>;

/** Nothing of it changes by itself. */
export const isAtRest = ({ state, videoState }: Told): boolean =>
  state === 'failed' || (state === 'complete' && videoState !== 'importing');

/** These may go on for minutes or hours: a session runs, others come first, or somebody has to mend the cluster. */
const slowReasons: ReadonlySet<string> = new Set(['Recording', 'Pending', 'Retrying', 'Stalled']);

const isSlow = ({ state, reason }: Told): boolean => state !== 'complete' && slowReasons.has(reason);

const busyMs = 3_000;
const slowMs = 10_000;
const restMs = 30_000;

/** Milliseconds until the list is read again: a session that begins appears by itself, too. `isAwaited`: a change was asked for. */
export const renewalMs = (recordings: readonly Told[], isAwaited: boolean): number => {
  if (isAwaited) return busyMs;
  const moving = recordings.filter((recording) => !isAtRest(recording));
  if (moving.length === 0) return restMs;
  return moving.every(isSlow) ? slowMs : busyMs;
};
