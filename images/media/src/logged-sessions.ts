/**
 * The sessions of an epoch log, newest first. A session's entries follow one another, so that its first one is found without
 * reading those between: a session of a thousand epochs costs some twenty reads.
 */
import type { EpochEntry, EpochLog } from './epoch-log.ts';

/** What the log says of one session. */
export interface LoggedSession {
  readonly id: string;
  readonly liveStreamUid: string;
  /** True when its newest or its oldest entry wants a Recording. */
  readonly recording: boolean;
  /** Its numbers that are in the log, ascending. */
  readonly epochs: readonly number[];
  /** When its newest entry was claimed, by the claimant's clock. Unix milliseconds. */
  readonly claimedMs: number;
  /** When its end or a later session was claimed, by the claimant's clock; undefined while it is open. Unix milliseconds. */
  readonly closedMs: number | undefined;
}

/** Which part of a log is walked. */
export interface LoggedSessionsOptions {
  /** Numbers up to this one are left out. Default 0. */
  readonly after?: number;
  readonly signal?: AbortSignal;
}

type Read = (epoch: number) => Promise<EpochEntry | undefined>;

/**
 * The index of the first of `epochs` that belongs to the session of the one at `last`: doubling steps back, then halves. An
 * entry that was deleted meanwhile is older than any that is looked for.
 */
const firstIndex = async (
  epochs: readonly number[],
  last: number,
  isOfSession: (epoch: number) => Promise<boolean>,
) => {
  const holds = async (index: number) => isOfSession(epochs[index] ?? 0);
  let inside = last;
  let outside = -1;
  for (let step = 1; inside - step >= 0; step *= 2) {
    if (!(await holds(inside - step))) {
      outside = inside - step;
      break;
    }
    inside -= step;
  }
  while (inside - outside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (await holds(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
};

/** What ends one search begins the next. */
const remembering = (read: Read): Read => {
  const entries = new Map<number, EpochEntry | undefined>();
  return async (epoch) => {
    if (!entries.has(epoch)) entries.set(epoch, await read(epoch));
    return entries.get(epoch);
  };
};

const closedMsOf = (last: EpochEntry, later: EpochEntry | undefined): number | undefined => {
  const closing = last.end ? last : later;
  return closing && Date.parse(closing.claimedAt);
};

const sessionAt = async (epochs: readonly number[], last: number, entry: EpochEntry, read: Read) => {
  const first = await firstIndex(epochs, last, async (epoch) => (await read(epoch))?.session === entry.session);
  const oldest = (await read(epochs[first] ?? 0)) ?? entry;
  return { first, oldest };
};

/** Read on demand: whoever has seen enough stops. Throws the errors of the log. */
export async function* loggedSessions(
  log: Pick<EpochLog, 'list' | 'read'>,
  { after = 0, signal }: LoggedSessionsOptions = {},
): AsyncGenerator<LoggedSession> {
  const epochs = await log.list(after, signal);
  const read = remembering((epoch) => log.read(epoch, signal));
  let later: EpochEntry | undefined;
  for (let last = epochs.length - 1; last >= 0; ) {
    const entry = await read(epochs[last] ?? 0);
    if (!entry) {
      last -= 1;
      continue;
    }
    const { first, oldest } = await sessionAt(epochs, last, entry, read);
    yield {
      id: entry.session,
      liveStreamUid: entry.liveStreamUid,
      recording: entry.recording || oldest.recording,
      epochs: epochs.slice(first, last + 1),
      claimedMs: Date.parse(entry.claimedAt),
      closedMs: closedMsOf(entry, later),
    };
    later = oldest;
    last = first - 1;
  }
}
