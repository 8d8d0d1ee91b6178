import { recordingConditions, recordingReasons } from '@kubecast/crds/conditions';
import { fieldManager } from '@kubecast/crds/names';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import { type Job, type Pod, pods } from '@kubecast/runtime/core-kinds';
import { lostAtMs } from '../lost-pod.ts';
import type { JobFacts } from './job-facts.ts';
import { explainJobRefusal } from './job-refusal.ts';
import { explainEnd } from './judge-failure.ts';
import { lookForResult } from './observe-result.ts';
import { explainPending } from './recorder-pod.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';

type ActiveJob = Extract<JobFacts, { state: 'active' }>;

const progressMs = 3_000;
/** Of a recorder that has not answered for so long nothing is to be shown, and each question costs a pass its time. */
const silenceMs = 30_000;
/** The Job controller makes a pod within moments, unless it may not. */
const podDueMs = 10_000;
const refusalLookMs = 30_000;

/** What the status says of a recorder at work, if it says that. */
const shownBefore = ({ recording }: RecordingScope): string | undefined => {
  const ready = findCondition(parseConditions(recording.status?.conditions), recordingConditions.ready);
  return ready?.reason === recordingReasons.assembling ? ready.message : undefined;
};

/** Nothing is lost where the store does not answer: the pod's end brings the next pass. */
const lookForEnd = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await lookForResult(dependencies, scope, signal);
  } catch (err) {
    signal.throwIfAborted();
    scope.log.warn({ err }, 'Looking for the result of a recorder that does not answer later');
  }
};

const showProgress = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  pod: Pod,
  signal: AbortSignal,
): Promise<void> => {
  const { progress, askProgress, progressTokenFor } = dependencies;
  const { recording } = scope;
  const { uid } = recording.metadata;
  const podIp = pod.status?.podIP;
  const answer = podIp === undefined ? undefined : await askProgress(podIp, progressTokenFor(recording), signal);
  signal.throwIfAborted();
  if (!answer) await lookForEnd(dependencies, scope, signal);
  if (scope.state) return;
  const message = progress.next(uid, answer, shownBefore(scope));
  const isSilent = progress.silentMs(uid, pod.metadata.uid, answer !== undefined) >= silenceMs;
  lookAgain(scope, isSilent ? silenceMs : progressMs);
  scope.state = { kind: 'progressing', reason: recordingReasons.assembling, message };
};

/** Jobs do not say why they have no pod; the API server does, when it is asked to make one and not to keep it. */
const askWhyNoPod = async (
  { client }: RecordingDependencies,
  { metadata, spec }: Job,
  signal: AbortSignal,
): Promise<void> => {
  const { namespace } = metadata;
  const template = spec?.template;
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...template?.metadata, name: `${metadata.name}-0`, ...(namespace && { namespace }) },
    ...(template?.spec && { spec: template.spec }),
  };
  try {
    await client.create(pods, pod, { fieldManager, dryRun: true, signal });
  } catch (error) {
    throw explainJobRefusal(error);
  }
};

const showPodless = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  { job, end }: ActiveJob,
  signal: AbortSignal,
): Promise<void> => {
  if (end) {
    const message = `${explainEnd(end)}. Another try begins soon`;
    scope.state = { kind: 'progressing', reason: recordingReasons.retrying, message };
    return;
  }
  lookAgain(scope, refusalLookMs);
  const ageMs = dependencies.now().getTime() - Date.parse(job.metadata.creationTimestamp ?? '');
  if (ageMs >= podDueMs) await askWhyNoPod(dependencies, job, signal);
  else lookAgain(scope, podDueMs - ageMs);
  scope.state = { kind: 'progressing', reason: recordingReasons.pending, message: 'The recorder is being started' };
};

/**
 * Observes the Job's pod: how far the recorder is, or what keeps it from running.
 *
 * Sets `state`. Throws StalledError where the cluster refuses the pod.
 */
export const observeRecorder = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { job } = scope;
  if (job.state !== 'active') return;
  if (!job.pod) return showPodless(dependencies, scope, job, signal);
  const lostAt = lostAtMs(job.pod);
  if (lostAt !== undefined) lookAgain(scope, lostAt - dependencies.now().getTime());
  if (job.pod.status?.phase === 'Running') return showProgress(dependencies, scope, job.pod, signal);
  scope.state = explainPending(job.pod) ?? {
    kind: 'progressing',
    reason: recordingReasons.pending,
    message: 'The recorder is being started',
  };
};
