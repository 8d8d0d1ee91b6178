import { annotations } from '@kubecast/crds/names';
import type { Job, Pod } from '@kubecast/runtime/core-kinds';
import type { PodStatus } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { jobFacts } from './job-facts.ts';

const job = (conditions: readonly string[] = [], metadata: Partial<Job['metadata']> = {}): Job => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'clip', uid: 'job-uid', creationTimestamp: '2026-11-22T18:08:00Z', ...metadata },
  status: {
    conditions: conditions.map((type) => ({
      type,
      status: 'True',
      message: `The Job is ${type}`,
      lastTransitionTime: '2026-11-22T18:10:00Z',
    })),
  },
});

const pod = (name: string, status: PodStatus, created = '2026-11-22T18:08:01Z'): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, creationTimestamp: created },
  status,
});

const now = new Date('2026-11-22T18:11:00Z');

const told = (pod: Pod, deletionTimestamp: string): Pod => ({
  ...pod,
  metadata: { ...pod.metadata, deletionTimestamp },
});

const ended = (exitCode: number, message?: string): PodStatus => {
  const terminated = { exitCode, reason: 'Error', finishedAt: '2026-11-22T18:09:00Z', ...(message && { message }) };
  const container = { name: 'recorder', image: '', imageID: '', ready: false, restartCount: 0, state: { terminated } };
  return { phase: exitCode === 0 ? 'Succeeded' : 'Failed', containerStatuses: [container] };
};

const said = { outcome: 'failed', reason: 'NoMedia', message: 'There is none', retry: false };

describe('jobFacts', () => {
  it('tells of no Job', () => {
    expect(jobFacts(undefined, [], now)).toEqual({ state: 'none' });
  });

  it('tells of one that is on its way out, whatever it did', () => {
    const leaving = job(['Complete'], { deletionTimestamp: '2026-11-22T18:10:00Z' });
    expect(jobFacts(leaving, [], now)).toEqual({ state: 'leaving', job: leaving, lostPods: [] });
  });

  it('shows the newest pod that has not ended', () => {
    const young = pod('young', { phase: 'Pending' }, '2026-11-22T18:08:09Z');
    const facts = jobFacts(job(), [pod('old', { phase: 'Running' }), young, pod('ended', ended(75))], now);
    expect(facts).toEqual({ state: 'active', job: job(), pod: young });
  });

  it('takes a pod for lost that was told to go and should have been gone', () => {
    const lost = told(pod('lost', { phase: 'Running' }), '2026-11-22T18:10:30Z');
    expect(jobFacts(job(), [lost, pod('ended', ended(75))], now)).toMatchObject({
      state: 'lost',
      job: job(),
      attempt: 1,
    });
    const leaving = job([], { deletionTimestamp: '2026-11-22T18:10:00Z' });
    expect(jobFacts(leaving, [lost, told(pod('ended', ended(75)), '2026-11-22T18:10:30Z')], now)).toEqual({
      state: 'leaving',
      job: leaving,
      lostPods: [lost],
    });
  });

  it.each([
    ['its time is not over', told(pod('going', { phase: 'Running' }), '2026-11-22T18:10:31Z')],
    ['it took its place', pod('young', { phase: 'Pending' }, '2026-11-22T18:08:09Z')],
  ])('counts on a pod while %s', (_what, alive) => {
    const lost = told(pod('lost', { phase: 'Running' }), '2026-11-22T18:10:30Z');
    const pods = alive.metadata.deletionTimestamp ? [alive] : [lost, alive];
    expect(jobFacts(job(), pods, now)).toEqual({ state: 'active', job: job(), pod: alive });
  });

  it('tells how the last pod ended while the Job waits to make another', () => {
    expect(jobFacts(job(), [pod('a', ended(137))], now)).toEqual({
      state: 'active',
      job: job(),
      end: { failure: undefined, words: 'exit code 137 (Error)' },
    });
  });

  it('takes a pod that succeeded for the Job’s success', () => {
    expect(jobFacts(job(), [pod('a', ended(0, '{"outcome":"complete"}'))], now)).toMatchObject({
      state: 'succeeded',
      at: new Date('2026-11-22T18:09:00Z'),
    });
  });

  it('takes a container that ended for the pod’s end, whatever the phase still says', () => {
    const complete = pod('a', { ...ended(0), phase: 'Running' });
    expect(jobFacts(job(), [complete], now)).toMatchObject({ state: 'succeeded' });
    const failed = pod('a', { ...ended(75), phase: 'Running' });
    const end = { failure: undefined, words: 'exit code 75 (Error)' };
    expect(jobFacts(job(), [failed], now)).toEqual({ state: 'active', job: job(), end });
    const young = pod('young', { phase: 'Running' }, '2026-11-22T18:08:09Z');
    expect(jobFacts(job(), [failed, young], now)).toEqual({ state: 'active', job: job(), pod: young });
  });

  it('tells in the recorder’s words why a Job failed, and how many there were', () => {
    const third = job(['Failed'], { annotations: { [annotations.attempt]: '3', [annotations.silentJobs]: '1' } });
    expect(jobFacts(third, [pod('a', ended(65, JSON.stringify(said)))], now)).toEqual({
      state: 'failed',
      job: third,
      at: new Date('2026-11-22T18:10:00Z'),
      attempt: 3,
      silentJobs: 1,
      end: { failure: said, words: 'exit code 65 (Error)' },
    });
  });

  it.each([
    ['its pods are gone', [], 'The Job is Failed'],
    [
      'its pod was evicted',
      [pod('a', { phase: 'Failed', reason: 'Evicted', message: 'Too much disk' })],
      'Evicted: Too much disk',
    ],
    ['its pod said nothing we know', [pod('a', ended(1, 'panic'))], 'exit code 1 (Error)'],
    ['its pod never had a container', [pod('a', { phase: 'Failed' })], 'Kubernetes does not say why'],
  ])('quotes Kubernetes when %s', (_what, pods, words) => {
    expect(jobFacts(job(['Failed']), pods, now)).toMatchObject({ state: 'failed', attempt: 1, end: { words } });
  });
});
