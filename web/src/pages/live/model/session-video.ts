/** Which video is the recording of a session. Pure. */
import type { Me, Stream, VideoSummary } from '../../../api/generated/schemas.ts';

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
/** So long after the end, and as often, its video is looked for: all who watched do. Who comes later finds it among the newest. */
const looks: readonly (readonly [untilMs: number, everyMs: number])[] = [
  [120_000, 10_000],
  [300_000, 30_000],
  [900_000, 60_000],
];
/** Of the session's time, in which an encoder may have been away: less than that may be a clip, and a longer one may come. */
const wholeShare = 0.5;

/** The last session of a stream that is not live; undefined where there was none, or one runs. */
export const endedSession = (stream: Stream | undefined, me: Pick<Me, 'id'> | undefined): EndedSession | undefined => {
  if (stream?.state !== 'offline') return undefined;
  const { namespace, name, owner, sessionStartedAt: startedAt, sessionEndedAt: endedAt } = stream;
  if (startedAt === null || endedAt === null) return undefined;
  // Administrators manage all streams, which makes nobody's videos theirs.
  const isMine = me !== undefined && owner?.id === me.id;
  return { namespace, name, owner: isMine ? 'me' : (owner?.username ?? '-'), startedAt, endedAt };
};

/** A video tells when it begins, not of which session it is: clips begin later, other streams of the owner are told apart by reading. */
const mayBeOfSession = ({ recordedAt }: VideoSummary, { startedAt }: EndedSession): boolean =>
  recordedAt !== null && Math.abs(Date.parse(recordedAt) - Date.parse(startedAt)) <= toleranceMs;

/** The longest first: a clip of the session's beginning is shorter than its recording. */
export const candidatesOf = (videos: readonly VideoSummary[], session: EndedSession): readonly VideoSummary[] =>
  videos
    .filter((video) => mayBeOfSession(video, session))
    .toSorted((one, other) => other.durationSeconds - one.durationSeconds);

const isWhole = ({ durationSeconds }: VideoSummary, { startedAt, endedAt }: EndedSession): boolean =>
  durationSeconds * 1000 >= wholeShare * (Date.parse(endedAt) - Date.parse(startedAt));

/** When to look for the video again, where `found` is the one so far. */
export const nextLookMs = (
  session: EndedSession,
  found: VideoSummary | null | undefined,
  nowMs: number,
): number | false => {
  if (found && isWhole(found, session)) return false;
  const sinceMs = nowMs - Date.parse(session.endedAt);
  return looks.find(([untilMs]) => sinceMs < untilMs)?.[1] ?? false;
};
