/** How soon a recording changes by itself, and so how soon its list is read again. Pure. */
import type { Recording } from '../../api/generated/schemas.ts';

type Told = Pick<Recording, 'state' | 'reason' | 'videoState'>;

/** Nothing of it changes by itself. */
export const isAtRest = ({ state, videoState }: Told): boolean =>
  state === 'failed' || (state === 'complete' && videoState !== 'importing');

const isOfRunningSession = ({ state, reason }: Told): boolean => state === 'waiting' && reason === 'Recording';

const busyMs = 3_000;
const runningMs = 10_000;
const restMs = 30_000;

/** Milliseconds until the list is read again: a session that begins appears by itself, too. */
export const renewalMs = (recordings: readonly Told[]): number => {
  const moving = recordings.filter((recording) => !isAtRest(recording));
  if (moving.length === 0) return restMs;
  return moving.every(isOfRunningSession) ? runningMs : busyMs;
};
