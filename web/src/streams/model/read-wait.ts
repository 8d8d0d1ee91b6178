/** When a query about streams is read again. Pure. */
import { ApiProblem } from '../../api/api-problem.ts';

/** What of a query's state counts here. */
export interface ReadState {
  readonly status: 'pending' | 'error' | 'success';
  readonly error: unknown;
  readonly dataUpdatedAt: number;
  readonly errorUpdatedAt: number;
}

/** While nothing tells of changes. */
const pollMs = 7_000;
/** Of a stream that is not there, or not for this viewer. */
const absentMs = 30_000;
const shortestMs = 1_000;

const statusOf = (error: unknown): number | undefined => (error instanceof ApiProblem ? error.status : undefined);

/** Of one stream: while it is known and messages come, these tell all. */
export const streamReadWait = ({ status, error }: ReadState, isConnected: boolean): number | false => {
  if (status !== 'error') return isConnected && status === 'success' ? false : pollMs;
  if (statusOf(error) === 400) return false;
  return statusOf(error) === 404 ? absentMs : pollMs;
};

/**
 * Until `everyMs` have gone since the last read. A query's interval begins anew with each message that changes its data: as a
 * number it would never end.
 */
export const renewalWait = (state: ReadState, everyMs: number, nowMs: number): number =>
  Math.max(shortestMs, Math.max(state.dataUpdatedAt, state.errorUpdatedAt) + everyMs - nowMs);
