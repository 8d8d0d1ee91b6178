import { annotations } from '@kubecast/crds/names';
import type { Job, Pod } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { describe, expect, it } from 'vitest';
import type { EndedJob, JobFacts } from './job-facts.ts';
import { observeRecording } from './observe-recording.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingScope } from './recording-scope.ts';
import { settleJob } from './settle-job.ts';
import { recordingFixture } from './testing/recording-fixture.ts';

const now = new Date('2026-11-22T18:20:00Z');
const job: Job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { namespace: 'live', name: 'clip', uid: 'job-uid' } };
const lostPod: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'live', name: 'clip-x2x4q', uid: 'pod' } };

const ended = (fields: Partial<EndedJob> = {}): EndedJob => ({
  state: 'failed',
  job,
  at: new Date('2026-11-22T18:19:00Z'),
  attempt: 2,
  silentJobs: 1,
  end: { words: 'exit code 137 (Error)' },
  ...fields,
});

const says = (retry: boolean) =>
  ({ outcome: 'failed', reason: 'Unavailable', message: 'The store is away', retry }) as const;

/** The pass after the step, and what was deleted in it. */
const settle = async (facts: JobFacts, retry?: string, secret?: KubernetesObject) => {
  const deleted: unknown[] = [];
  const none = { get: () => undefined, byIndex: () => [] };
  const dependencies = {
    client: {
      delete: (_kind: unknown, { name }: { name: string }, { gracePeriodSeconds }: { gracePeriodSeconds?: number }) =>
        Promise.resolve(void deleted.push([name, gracePeriodSeconds])),
    },
    issuer: { source: 'source' },
    stores: { jobs: none, recorderPods: none, secrets: { get: () => secret } },
    discardedJobs: new Set(),
    now: () => now,
  } as unknown as RecordingDependencies;
  const recording = recordingFixture();
  const metadata = { ...recording.metadata, ...(retry && { annotations: { [annotations.retry]: retry } }) };
  const log = {} as RecordingScope['log'];
  const scope: RecordingScope = { ...observeRecording(dependencies, { ...recording, metadata }, log), job: facts };
  const failure = await settleJob(dependencies, scope, AbortSignal.timeout(60_000)).catch((error: unknown) => error);
  const { predecessor, attempt, silentJobs, isRetried, state } = scope;
  return { predecessor, attempt, silentJobs, isRetried, state: state?.kind, deleted, failure };
};

const goesOn = { predecessor: job, isRetried: false, state: undefined, deleted: [], failure: undefined };

describe('settleJob', () => {
  it('deletes nothing yet when the next Job is due', async () => {
    expect(await settle(ended())).toEqual({ ...goesOn, attempt: 3, silentJobs: 2 });
  });

  it('counts ends without a word anew when one said why', async () => {
    const job = ended({ end: { failure: says(true), words: '' } });
    expect(await settle(job)).toEqual({ ...goesOn, attempt: 3, silentJobs: 0 });
  });

  it('tries a refusal again whose credentials were replaced, and gives up on any other', async () => {
    const failure = { outcome: 'failed', reason: 'BucketRefuses', message: 'It refuses', retry: false } as const;
    const job = ended({ end: { failure, words: '' } });
    const secret = (source: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'clip-recorder', annotations: { [annotations.secretSource]: source } },
    });
    expect(await settle(job, undefined, secret('before'))).toMatchObject({ ...goesOn, attempt: 3 });
    expect(await settle(job, undefined, secret('source'))).toMatchObject({ state: 'failed' });
  });

  it('has another Job follow at once, with nothing against it, when its node was lost', async () => {
    const job = ended({ state: 'lost', at: now, silentJobs: 3 });
    expect(await settle(job)).toEqual({ ...goesOn, attempt: 3, silentJobs: 3 });
  });

  it('begins anew, and leaves it to whoever makes the Job to say so, when a person asks for it', async () => {
    const job = ended({ end: { failure: says(false), words: '' } });
    expect(await settle(job, 'again')).toEqual({ ...goesOn, attempt: 1, silentJobs: 0 });
    expect(await settle(job)).toMatchObject({ predecessor: undefined, state: 'failed' });
  });

  it.each<[string, JobFacts, boolean]>([
    ['there is none', { state: 'none' }, true],
    ['one is at work', { state: 'active', job }, false],
  ])('has nothing to do when %s', async (_what, facts, isRetried) => {
    expect(await settle(facts, 'again')).toMatchObject({ predecessor: undefined, state: undefined, isRetried });
  });

  it('waits for a Job that is being deleted, and ends what a lost node keeps of it', async () => {
    expect(await settle({ state: 'leaving', job, lostPods: [lostPod] })).toMatchObject({
      deleted: [['clip-x2x4q', 0]],
      failure: { name: 'WaitingError', message: 'Job live/clip is being deleted' },
    });
  });
});
