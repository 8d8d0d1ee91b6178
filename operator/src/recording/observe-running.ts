import { recordingReasons } from '@kubecast/crds/conditions';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';

/** Uploads come a little after the media they carry. */
const uploadSlackMs = 2_000;

const untilEnd = (session: string): string =>
  `Session ${session} runs: the video is made when it has ended. Its segments are in the object store as they come`;

/**
 * Waits, without asking anybody, while the LiveStream says that the session runs, and a clip's end is still to come. A change
 * of the LiveStream brings the next pass.
 *
 * Sets `state` then.
 */
export const observeRunning = async (
  { stores, now }: Pick<RecordingDependencies, 'stores' | 'now'>,
  scope: RecordingScope,
): Promise<void> => {
  const { metadata, spec } = scope.recording;
  // Where there is a Job, the session is over, whatever the LiveStream has heard of it.
  if (scope.job.state !== 'none') return;
  const liveStream = stores.liveStreams.get({ namespace: metadata.namespace, name: spec.source.liveStream });
  const session = liveStream?.status?.session;
  if (session?.id !== spec.source.session || session.endedAt !== undefined) return;
  if (!spec.range) {
    scope.state = { kind: 'progressing', reason: recordingReasons.recording, message: untilEnd(session.id) };
    return;
  }
  const leftMs = Date.parse(spec.range.to) + uploadSlackMs - now().getTime();
  if (leftMs <= 0) return;
  lookAgain(scope, leftMs);
  const message = `Session ${session.id} runs: the clip is made when it has come to ${spec.range.to}`;
  scope.state = { kind: 'progressing', reason: recordingReasons.waiting, message };
};
