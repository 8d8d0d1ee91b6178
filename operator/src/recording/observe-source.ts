import { recordingReasons, recordingStalledReasons } from '@kubecast/crds/conditions';
import type { Recording } from '@kubecast/crds/recording';
import { closeSession, type SessionState } from './close-session.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';
import type { RecordingState } from './recording-state.ts';
import { observeSessionMedia, type SessionMedia } from './session-media.ts';

/** Nothing tells of the end of a session in the log, nor of a clip's last segment. */
const openLookMs = 3_000;

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

const judge = (
  recording: Recording,
  session: SessionState,
  media: SessionMedia | undefined,
): RecordingState | undefined => {
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
  if (job.state !== 'none') return;
  const source = sourceOf(recording);
  const session = await closeSession(dependencies, source, signal);
  if (session === 'open') lookAgain(scope, openLookMs);
  if (session === 'open' && !recording.spec.range) {
    scope.state = waitingFor(recording);
    return;
  }
  scope.media = await observeSessionMedia(dependencies.segments, { ...source, wanted: recording.spec }, signal);
  scope.state = judge(recording, session, scope.media);
};
