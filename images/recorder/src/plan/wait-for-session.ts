/**
 * Waits until a session, or the clip of one, can be recorded. It never ends a session: whoever started the recorder saw it ended,
 * and here that is only made sure of.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseRendition } from '@kubecast/media/choose-rendition';
import { retry } from '@kubecast/media/retry';
import { patience, type StoreAccess } from '../patience.ts';
import { RecorderError } from '../recorder-error.ts';
import { awaitedRendition } from './awaited-rendition.ts';
import { observeSession, type SessionAddress, type SessionSnapshot } from './observe-session.ts';
import type { RecordingRequest } from './plan-recording.ts';

/** `store` is the bucket `live-segments`. */
export interface SessionWait extends StoreAccess {
  readonly config: SessionAddress & RecordingRequest;
  /** Told before each further look. */
  readonly onWait?: () => void;
  /** How long an open session is waited for; a minute when not given. */
  readonly waitMs?: number;
  /** Between two looks; 3 s when not given. */
  readonly pollMs?: number;
}

/**
 * A rendition's segments are stored in order: when one behind the range is there, so is all of the range. What will be recorded has to be
 * there, and what should be: the highest rendition is often the last to come.
 */
const hasPassed = (snapshot: SessionSnapshot, { rendition, range }: RecordingRequest): boolean => {
  if (!range) return false;
  const names = [awaitedRendition(snapshot, rendition), chooseRendition(snapshot.rungs, rendition, range)];
  return names.every((name) => {
    const segments = snapshot.rungs.get(name ?? '')?.segments ?? [];
    return segments.some(({ startUnixMs }) => startUnixMs >= Date.parse(range.to));
  });
};

/** Says whether all that is to be recorded is in the bucket. */
export const isReady = (snapshot: SessionSnapshot, request: RecordingRequest): boolean =>
  snapshot.closed || hasPassed(snapshot, request);

const checkKnown = ({ entries, rungs }: SessionSnapshot, { session, stream }: SessionAddress): void => {
  if (entries.length > 0 || rungs.size > 0) return;
  throw new RecorderError(
    'SessionNotFound',
    `Could not find session ${session} of stream ${stream}: neither the epoch log nor the bucket has it; ` +
      'check spec.source, or delete the Recording if the segments were deleted',
  );
};

const sessionOpen = ({ session, range }: SessionAddress & RecordingRequest): RecorderError =>
  new RecorderError(
    'SessionOpen',
    range
      ? `Could not record session ${session}: it is live, and has not passed ${range.to} yet; it is tried again`
      : `Could not record session ${session}: it has not ended yet; it is tried again`,
  );

/** What log and bucket say once it is ready. Throws {@link RecorderError} `SessionNotFound` and `SessionOpen`, and store errors. */
export const waitForSession = async (options: SessionWait): Promise<SessionSnapshot> => {
  const { store, config, signal, onWait, waitMs = 60_000, pollMs = 3_000 } = options;
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    const look = () => observeSession(store, config, signal);
    const snapshot = await retry(look, patience(options));
    checkKnown(snapshot, config);
    if (isReady(snapshot, config)) return snapshot;
    if (waitedMs >= waitMs) throw sessionOpen(config);
    onWait?.();
    await sleep(pollMs, undefined, { signal });
  }
};
