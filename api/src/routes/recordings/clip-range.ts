/** What a clip may be cut from a session. Pure. */

export interface ClipRange {
  readonly from: Date;
  readonly to: Date;
}

/** When the session was: null where it is not known, or still to come. */
export interface SessionTimes {
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** The field at fault, and what is wrong with it. */
export interface RangeFault {
  readonly field: 'from' | 'to';
  readonly message: string;
}

const maxHours = 6;
const maxMs = maxHours * 3_600_000;
const minMs = 1_000;

/**
 * Undefined for a range that can be recorded. The session's ends need not be met exactly, since nobody knows them to the second: a
 * range must have a part in it.
 */
export const rangeFault = ({ from, to }: ClipRange, session: SessionTimes, now: Date): RangeFault | undefined => {
  const lengthMs = to.getTime() - from.getTime();
  if (lengthMs < minMs) return { field: 'to', message: 'must be a second later than `from`, or more' };
  if (lengthMs > maxMs) return { field: 'to', message: `must be within ${maxHours} hours of \`from\`` };
  const { startedAt, endedAt } = session;
  if (startedAt && to <= startedAt)
    return { field: 'to', message: `is before the session: it began ${startedAt.toISOString()}` };
  if (endedAt && from >= endedAt)
    return { field: 'from', message: `is after the session: it ended ${endedAt.toISOString()}` };
  if (from >= now) return { field: 'from', message: 'is still to come' };
  return undefined;
};
