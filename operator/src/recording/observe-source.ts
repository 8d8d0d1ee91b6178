import { recordingReasons, recordingStalledReasons } from '@kubecast/crds/conditions';
import type { Recording } from '@kubecast/crds/recording';
import { sessionStartMs } from '@kubecast/media/keys';
import type { SessionState } from '../livestream/session-ends.ts';
import { closeSession } from './close-session.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';
import type { RecordingState } from './recording-state.ts';
import { observeSessionMedia, type SessionMedia } from './session-media.ts';

/** Nothing tells of the end of a session in the log, nor of a clip's last segment: it is looked up so often. */
const openLookMs = 2_000;
/** Listings of long sessions take long: no more than a tenth of the time is spent on them. */
const idleFactor = 10;
/** A session is heard of a little before its first epoch is in the log; its id is by the clock of a node, which may differ. */
const claimSlackMs = 60_000;

const sourceOf = ({ metadata, spec }: Recording) => ({
  namespace: metadata.namespace,
  stream: spec.source.liveStream,
  session: spec.source.session,
});

const waitingFor = ({ spec }: Recording): RecordingState => ({
  kind: 'progressing',
  reason: recordingReasons.waiting,
  message: spec.range
    ? `The clip is made when session ${spec.source.session} has come to ${spec.range.to}, or has ended`
    : `Session ${spec.source.session} has no end in the object store yet: the last of it is being uploaded, or its encoder may come back`,
});

const notFound = ({ spec }: Recording): RecordingState => ({
  kind: 'failed',
  reason: recordingStalledReasons.sessionNotFound,
  message:
    `There is no session ${spec.source.session} of ${spec.source.liveStream}, neither in its epoch log nor in the object store: ` +
    'delete this Recording, and write the id of a session as status.session.id of the LiveStream shows it',
});

const noMedia = ({ spec }: Recording): RecordingState => ({
  kind: 'failed',
  reason: recordingStalledReasons.noMedia,
  message: spec.range
    ? `Session ${spec.source.session} has no segment from ${spec.range.from} to ${spec.range.to}: delete this Recording, and choose a range within the session`
    : `The object store has no segment of session ${spec.source.session}: it left none, or they were deleted since. Delete this Recording`,
});

/** A segment behind the clip's end says that all before it are there. */
const reachesEnd = ({ spec }: Recording, media: SessionMedia | undefined): boolean =>
  spec.range !== undefined && media !== undefined && media.newestStartMs >= Date.parse(spec.range.to);

const isBrandNew = ({ spec }: Recording, now: Date): boolean =>
  Math.abs(now.getTime() - sessionStartMs(spec.source.session)) < claimSlackMs;

/** What the store knows of the session, as of now. */
interface Findings {
  readonly session: SessionState;
  readonly media: SessionMedia | undefined;
  readonly now: Date;
}

const judge = (recording: Recording, { session, media, now }: Findings): RecordingState | undefined => {
  if (session === 'unknown' && isBrandNew(recording, now)) return waitingFor(recording);
  if (session === 'open' && !reachesEnd(recording, media)) return waitingFor(recording);
  if (media && media.segments > 0) return undefined;
  return session === 'unknown' && !media ? notFound(recording) : noMedia(recording);
};

/**
 * Ensures that there is something to be put together, and that all of it is there: media is complete when the session is over
 * in the epoch log, and a clip's when media behind it is there.
 *
 * Sets `media`, or `state` where there is nothing to make, or nothing yet.
 */
export const observeSource = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { recording, job } = scope;
  if (job.state === 'active') return;
  const startMs = performance.now();
  const source = sourceOf(recording);
  const session = await closeSession(dependencies, source, signal);
  const isAwaited = session === 'open' && !recording.spec.range;
  const wanted = recording.spec;
  if (!isAwaited) scope.media = await observeSessionMedia(dependencies.segments, { ...source, wanted }, signal);
  scope.state = judge(recording, { session, media: scope.media, now: dependencies.now() });
  if (scope.state?.kind !== 'progressing') return;
  lookAgain(scope, Math.max(openLookMs, idleFactor * (performance.now() - startMs)));
};
