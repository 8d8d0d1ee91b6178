import { recordingConditions } from '@kubecast/crds/conditions';
import { isConditionTrue, parseConditions } from '@kubecast/runtime/condition';
import type { Job } from '@kubecast/runtime/core-kinds';
import { isControlledBy } from '@kubecast/runtime/kubernetes-object';
import type { RecordingStores } from './recording-dependencies.ts';

const hasEnded = ({ metadata, status }: Job): boolean =>
  metadata.deletionTimestamp !== undefined ||
  (status?.conditions ?? []).some(
    ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
  );

/**
 * The uids of this operator's Recordings whose Jobs are at work. One that is stalled does not count: no node has room for it,
 * or a quota refuses its pod, and it would keep all others from theirs.
 */
export const runningRecorders = ({
  jobs,
  recordings,
}: Pick<RecordingStores, 'jobs' | 'recordings'>): ReadonlySet<string> => {
  const owners = jobs
    .list()
    .filter((job) => !hasEnded(job))
    .flatMap((job) => {
      const recording = recordings.get(job.metadata);
      return recording && isControlledBy(job, recording) ? [recording] : [];
    });
  const isStalled = ({ status }: (typeof owners)[number]) =>
    isConditionTrue(parseConditions(status?.conditions), recordingConditions.stalled);
  return new Set(owners.filter((recording) => !isStalled(recording)).map(({ metadata }) => metadata.uid));
};
