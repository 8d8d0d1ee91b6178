/** Which video is the recording of a session. Pure. */
import type { Stream, VideoSummary } from '../../../api/generated/schemas.ts';

export interface EndedSession {
  readonly namespace: string;
  readonly name: string;
  /** Whose videos to look among, as the list of videos asks for them. */
  readonly owner: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly endedAt: string;
}

const toleranceMs = 5_000;
/** A recording takes a part of its session's length: who came later than that finds it among the newest videos. */
const patienceMs = 3_600_000;
export const lookAgainMs = 10_000;

/** The last session of a stream that is not live; undefined where there was none, or one runs. */
export const endedSession = (stream: Stream | undefined, isMine: boolean): EndedSession | undefined => {
  if (stream?.state !== 'offline') return undefined;
  const { namespace, name, owner, sessionStartedAt: startedAt, sessionEndedAt: endedAt } = stream;
  if (startedAt === null || endedAt === null) return undefined;
  return { namespace, name, owner: isMine ? 'me' : (owner?.username ?? '-'), startedAt, endedAt };
};

/** A video tells when it begins, not of which session it is: clips begin later, other streams of the owner are told apart by reading. */
export const mayBeOfSession = ({ recordedAt }: VideoSummary, { startedAt }: EndedSession): boolean =>
  recordedAt !== null && Math.abs(Date.parse(recordedAt) - Date.parse(startedAt)) <= toleranceMs;

/** When to look for the video again. */
export const nextLookMs = ({ endedAt }: EndedSession, isFound: boolean, nowMs: number): number | false =>
  !isFound && nowMs - Date.parse(endedAt) < patienceMs ? lookAgainMs : false;
