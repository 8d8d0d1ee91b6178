/** A second recorder beside the one that the operator has started: the same work, at the same time. */
import { type Job, jobs } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { RecordingStage } from './stage.ts';

/** Labels that belong to one Job alone. */
const ownLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid', 'job-name', 'batch.kubernetes.io/job-name'];

const withoutOwnLabels = (labels: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !ownLabels.includes(name)));

/** The Job of a Recording under another name. Pure. */
export const secondJob = ({ metadata, spec }: Job, name: string): Job => {
  if (!spec) throw new Error(`Job ${metadata.name} has no spec`);
  const { selector: _, ...wanted } = spec;
  const labels = withoutOwnLabels(spec.template.metadata?.labels);
  return {
    ...{ apiVersion: 'batch/v1', kind: 'Job' },
    metadata: { name, namespace: metadata.namespace ?? '', labels: withoutOwnLabels(metadata.labels) },
    spec: { ...wanted, template: { ...spec.template, metadata: { labels } } },
  };
};

/** The Job by that name, as it is when it has begun. */
const startedJob = ({ theatre: { cluster } }: RecordingStage, name: string): Promise<Job> =>
  waitFor(`Job ${name} has a pod`, async () => {
    const job = await cluster.client.get(jobs, { namespace: cluster.namespace, name });
    return (job.status?.active ?? 0) > 0 && job;
  });

export const secondJobName = (recording: string): string => `${recording}-again`;

/** Resolves when the second one's pod is there. */
export const startSecondJob = async (stage: RecordingStage, recording: string): Promise<void> => {
  const name = secondJobName(recording);
  const { client } = stage.theatre.cluster;
  await client.create(jobs, secondJob(await startedJob(stage, recording), name));
  await startedJob(stage, name);
};

const patience = { timeoutMs: 120_000, intervalMs: 200 } as const;

/** Waits until a Job has succeeded. */
export const waitForJob = async ({ theatre: { cluster } }: RecordingStage, name: string): Promise<void> => {
  const hasSucceeded = async () => {
    const job = await cluster.client.get(jobs, { namespace: cluster.namespace, name });
    return (job.status?.succeeded ?? 0) > 0;
  };
  await waitFor(`Job ${name} has succeeded`, hasSucceeded, patience);
};
