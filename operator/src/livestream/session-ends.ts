/**
 * When a session ended, by the record (DESIGN §2): the epoch log says whether, the segments and the grace say since when. A
 * status that told of a session by a pod's feed asks here when no pod speaks for it any more.
 */
import { EpochLog } from '@kubecast/media/epoch-log';
import type { StreamName } from '@kubecast/media/keys';
import { type LoggedSession, loggedSessions } from '@kubecast/media/logged-sessions';
import type { ObjectStore } from '@kubecast/media/object-store';
import { listSession, type SessionListing } from '@kubecast/media/session-listing';

/**
 * - `open`: nobody ended it. It can go on until `graceEndsAt`, if media does not come before;
 * - `unknown`: the log has nothing of it. Either it never was, or it is over and was deleted.
 */
export type SessionEnd =
  | { readonly kind: 'open'; readonly graceEndsAt: Date }
  | { readonly kind: 'ended'; readonly at: Date }
  | { readonly kind: 'unknown' };

/** As the log alone tells it. `unknown`: it has nothing of the session. */
export type SessionState = 'open' | 'closed' | 'unknown';

/** A stream whose LiveStream may be gone. */
export interface AskedStream extends StreamName {
  /** How long its sessions outlive their encoder; absent where nobody knows any more: they end when somebody writes it down. */
  readonly graceMs?: number | undefined;
}

/** Tells whether and when sessions ended. */
export interface SessionEnds {
  /**
   * Costs a few reads, where {@link SessionEnds.endOf} lists the session.
   *
   * @throws the errors of the object store
   */
  stateOf(stream: StreamName, session: string, signal: AbortSignal): Promise<SessionState>;
  /** @throws the errors of the object store */
  endOf(stream: AskedStream, session: string, signal: AbortSignal): Promise<SessionEnd>;
}

/** What the bucket knows of one session's end. Unix milliseconds. */
export interface EndTraces {
  /** When the end, or whatever came after the session, was claimed; for an open session: its last epoch. */
  readonly claimedMs: number;
  /** When the last segment ended; undefined without one. */
  readonly lastMediaMs: number | undefined;
  readonly graceMs: number;
}

/**
 * A session ends with its grace, however late somebody came to write that down; one that was ended by a person ends with
 * the claim.
 */
export const sessionEndMs = ({ claimedMs, lastMediaMs, graceMs }: EndTraces): number =>
  lastMediaMs === undefined ? claimedMs : Math.max(lastMediaMs, Math.min(claimedMs, lastMediaMs + graceMs));

/** When a session that nobody ends can go on no more. */
export const graceEndMs = ({ claimedMs, lastMediaMs = claimedMs, graceMs }: EndTraces): number => lastMediaMs + graceMs;

/** When the last segment of any rendition ended, Unix milliseconds; undefined without one. */
export const lastMediaMs = (listing: SessionListing): number | undefined => {
  const ends = [...listing.values()].flatMap(({ segments }) =>
    segments.map(({ startUnixMs, durationMs }) => startUnixMs + durationMs),
  );
  return ends.length === 0 ? undefined : ends.reduce((latest, end) => Math.max(latest, end));
};

/** Undefined when the log has nothing of the session. Ids tell nothing of the order: they are made by the clocks of nodes. */
const findSession = async (log: EpochLog, id: string, signal: AbortSignal): Promise<LoggedSession | undefined> => {
  for await (const session of loggedSessions(log, { signal })) {
    if (session.id === id) return session;
  }
  return undefined;
};

/** Reads `store`, the bucket `live-segments`. */
export class BucketSessionEnds implements SessionEnds {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  async stateOf(stream: StreamName, session: string, signal: AbortSignal): Promise<SessionState> {
    const logged = await findSession(new EpochLog(this.#store, stream), session, signal);
    if (logged === undefined) return 'unknown';
    return logged.closedMs === undefined ? 'open' : 'closed';
  }

  async endOf({ graceMs, ...stream }: AskedStream, session: string, signal: AbortSignal): Promise<SessionEnd> {
    const logged = await findSession(new EpochLog(this.#store, stream), session, signal);
    if (logged === undefined) return { kind: 'unknown' };
    const { claimedMs, closedMs } = logged;
    const media = lastMediaMs(await listSession(this.#store, stream, session, signal));
    const traces = { claimedMs: closedMs ?? claimedMs, lastMediaMs: media };
    if (closedMs === undefined) {
      return { kind: 'open', graceEndsAt: new Date(graceEndMs({ ...traces, graceMs: graceMs ?? 0 })) };
    }
    const endMs = sessionEndMs({ ...traces, graceMs: graceMs ?? Number.POSITIVE_INFINITY });
    return { kind: 'ended', at: new Date(endMs) };
  }
}
