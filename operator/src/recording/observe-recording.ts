/** Gathers a pass's scope from the informers' stores: no request, no decision. */
import type { Recording } from '@kubecast/crds/recording';
import { isControlledBy, objectKey } from '@kubecast/runtime/kubernetes-object';
import type { Logger } from 'pino';
import { type JobFacts, jobFacts } from './job-facts.ts';
import { recorderSecretName } from './recording-child-metadata.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { byRecording } from './recording-informers.ts';
import { noFindings, type RecordingScope } from './recording-scope.ts';

const observeJob = (
  { stores, discardedJobs, now }: Pick<RecordingDependencies, 'stores' | 'discardedJobs' | 'now'>,
  recording: Recording,
): JobFacts => {
  const job = stores.jobs.get(recording.metadata);
  if (!job || !isControlledBy(job, recording) || discardedJobs.has(job.metadata.uid ?? '')) return { state: 'none' };
  const pods = stores.recorderPods.byIndex(byRecording, objectKey(recording));
  const own = pods.filter((pod) => isControlledBy(pod, job));
  return jobFacts(job, own, now());
};

/** The snapshot at the beginning of a pass. */
export const observeRecording = (
  dependencies: RecordingDependencies,
  recording: Recording,
  log: Logger,
): RecordingScope => {
  const { namespace, name } = recording.metadata;
  return {
    log,
    recording,
    job: observeJob(dependencies, recording),
    secret: dependencies.stores.secrets.get({ namespace, name: recorderSecretName(name) }),
    ...noFindings,
  };
};
