import { annotations } from '@kubecast/crds/names';
import { recordingKind } from '@kubecast/crds/recording';
import { BucketRefusesError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import type { RecorderOutcome } from '@kubecast/media/recorder-config';
import { sessionRecordingName } from '@kubecast/media/recording-keys';
import { isNotFound } from '@kubecast/runtime/api-error';
import { jobs, type Pod, pods } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { defineKind } from '@kubecast/runtime/resource-kind';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordingTestBed } from './testing/recording-test-bed.ts';
import type { RunningRecordings } from './testing/running-recordings.ts';

const session = '20261122-180500-a1b2';

const failed = (reason: string, retry: boolean): RecorderOutcome => {
  const message = `Could not do it because of ${reason}; mend it`;
  return { outcome: 'failed', reason, message, retry } as RecorderOutcome;
};

let bed: RecordingTestBed;
let operator: RunningRecordings;

beforeAll(async () => {
  bed = await RecordingTestBed.open('failures');
  operator = await bed.startOperator();
});

afterAll(() => bed.close());

const source = (liveStream: string) => ({ source: { liveStream, session } });

/** A Recording whose session is over; resolves with its name and its first recorder. */
const begin = async (stream: string): Promise<{ name: string; pod: Pod }> => {
  const name = sessionRecordingName(stream, session);
  await bed.leaveSession(stream, session, { ended: true });
  await bed.apply(name, source(stream));
  return { name, pod: await bed.recorderPod(name) };
};

const setRetry = (name: string, value: string) =>
  bed.client.mergePatch(
    recordingKind,
    { namespace: bed.namespace, name },
    {
      patch: { metadata: { annotations: { [annotations.retry]: value } } },
    },
  );

/** From now on, no pod follows one that failed. */
const exhaust = (name: string) =>
  bed.client.mergePatch(jobs, { namespace: bed.namespace, name }, { patch: { spec: { backoffLimit: 0 } } });

const quotas = defineKind<KubernetesObject>({
  group: '',
  version: 'v1',
  plural: 'resourcequotas',
  kind: 'ResourceQuota',
  namespaced: true,
});

const setQuota = (hard: Readonly<Record<string, string>>) =>
  bed.client.apply(
    quotas,
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q', namespace: bed.namespace },
      spec: { hard },
    } as KubernetesObject,
    { fieldManager: 'test' },
  );

describe('a Recording that cannot be made', () => {
  it.each(['NoMedia', 'VerificationFailed', 'NoSpace', 'BucketRefuses'])(
    'is stalled with the recorder’s words when that says %s, and tries again when asked to',
    async (reason) => {
      const { name, pod } = await begin(reason.toLowerCase());
      await bed.end(pod, 65, failed(reason, false));
      const { message } = await bed.waitForReason(name, 'Stalled', reason);
      expect(message).toMatch(/^Could not do it because of .*kubecast\.dev\/retry$/);
      await bed.waitForReason(name, 'Failed', reason);
      await bed.waitForReason(name, 'Ready', 'Failed');
      await setRetry(name, '1');
      await bed.recorderPod(name, pod);
      await bed.waitForReason(name, 'Failed', undefined);
      await bed.waitForReason(name, 'Stalled', undefined);
      expect((await bed.get(name)).status?.handledRetry).toBe('1');
    },
  );

  it('says that there is no such session when neither log nor bucket knows it', async () => {
    const name = 'typo';
    await bed.apply(name, source('never-was'));
    const { message } = await bed.waitForReason(name, 'Stalled', 'SessionNotFound');
    expect(message).toContain('status.session.id');
    await expect(bed.job(name)).rejects.toSatisfy(isNotFound);
    await bed.leaveSession('never-was', session, { ended: true });
    await setRetry(name, 'now it is there');
    await bed.recorderPod(name);
  });

  it('does not wait for a session whose id is of another century', async () => {
    await bed.apply('far', { source: { liveStream: 'never-was', session: '20990101-000000-a1b2' } });
    await bed.waitForReason('far', 'Stalled', 'SessionNotFound');
  });

  it('says that a session left nothing when the log knows it and the bucket does not', async () => {
    const name = sessionRecordingName('empty', session);
    await bed.leaveSession('empty', session, { ended: true }, 0);
    await bed.apply(name, source('empty'));
    await bed.waitForReason(name, 'Stalled', 'NoMedia');
    await bed.waitForReason(name, 'Failed', 'NoMedia');
  });

  it('tries again by itself when the Job failed by what may pass', async () => {
    const { name, pod } = await begin('passing');
    await bed.end(pod, 75, failed('Unavailable', true));
    const { message } = await bed.waitForReason(name, 'Ready', 'Retrying');
    expect(message).toBe('Could not do it because of Unavailable; mend it. Another try begins soon');
    await exhaust(name);
    await waitFor('the next try has a time', async () => {
      const { message: words } = await bed.waitForReason(name, 'Ready', 'Retrying');
      return words.includes('It is tried again at');
    });
    const { uid } = (await bed.job(name)).metadata;
    await operator.stop();
    const now = () => new Date(Date.now() + 20_000);
    operator = await bed.startOperator({ now });
    const next = await waitFor('another Job', async () => {
      const job = await bed.job(name);
      return job.metadata.uid !== uid && job;
    });
    expect(next.metadata.annotations?.[annotations.attempt]).toBe('2');
  });

  it('has another recorder when the node of the first was lost', async () => {
    const { name, pod } = await begin('lost-node');
    const { metadata } = await bed.holdPod(pod);
    await bed.run(pod);
    await bed.client.delete(pods, metadata);
    await bed.waitForReason(name, 'Ready', 'Assembling');
    await operator.stop();
    operator = await bed.startOperator({ now: () => new Date(Date.now() + 300_000) });
    await bed.recorderPod(name, pod);
    await bed.releasePod(metadata);
  });

  it('gives up when Job after Job ends without a word', async () => {
    const { name, pod } = await begin('crashing');
    await bed.client.mergePatch(
      jobs,
      { namespace: bed.namespace, name },
      {
        patch: { metadata: { annotations: { [annotations.silentJobs]: '3' } } },
      },
    );
    await bed.end(pod, 137);
    await exhaust(name);
    const { message } = await bed.waitForReason(name, 'Stalled', 'RecorderCrashes');
    expect(message).toContain('exit code 137 (Error)');
  });

  it('quotes the cluster when it refuses the Job, and goes on when it is allowed', async () => {
    await setQuota({ 'count/jobs.batch': '0' });
    const name = sessionRecordingName('quota', session);
    await bed.leaveSession('quota', session, { ended: true });
    await bed.apply(name, source('quota'));
    const { message } = await bed.waitForReason(name, 'Stalled', 'JobRefused');
    expect(message).toContain('exceeded quota');
    await bed.client.delete(quotas, { namespace: bed.namespace, name: 'q' });
    await setRetry(name, 'allowed now');
    await bed.recorderPod(name);
  });

  it('quotes the cluster when it refuses the pod of a Job', async () => {
    await setQuota({ 'requests.cpu': '1' });
    const name = sessionRecordingName('pod-quota', session);
    await bed.leaveSession('pod-quota', session, { ended: true });
    await bed.apply(name, source('pod-quota'));
    await waitFor('a Job', () => bed.job(name));
    await operator.stop();
    operator = await bed.startOperator({ now: () => new Date(Date.now() + 60_000) });
    const { message } = await bed.waitForReason(name, 'Stalled', 'JobRefused');
    expect(message).toContain('exceeded quota');
    await bed.client.delete(quotas, { namespace: bed.namespace, name: 'q' });
  });

  it('touches nothing of somebody else by the name of its Job', async () => {
    const name = sessionRecordingName('taken', session);
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'c' }] } };
    await bed.client.create(jobs, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name, namespace: bed.namespace },
      spec: { suspend: true, template },
    });
    await bed.leaveSession('taken', session, { ended: true });
    await bed.apply(name, source('taken'));
    const { message } = await bed.waitForReason(name, 'Stalled', 'NameConflict');
    expect(message).toContain('belongs to nobody');
    await bed.client.delete(jobs, { namespace: bed.namespace, name });
    await setRetry(name, 'free now');
    await bed.recorderPod(name);
  });

  it('says that no node has room for the video', async () => {
    const { name, pod } = await begin('disk');
    const message = '0/1 nodes are available: 1 Insufficient ephemeral-storage.';
    const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
    // The scheduler may still be about to write what it thinks itself.
    await waitFor('it is stalled', async () => {
      await bed.setPodStatus(pod, { phase: 'Pending', conditions });
      const { status } = await bed.get(name);
      return status?.conditions?.find(({ type }) => type === 'Stalled')?.reason === 'NoSpace';
    });
    expect((await bed.waitForReason(name, 'Ready', 'Stalled')).message).toContain('320Mi of ephemeral storage');
    await bed.client.delete(pods, pod.metadata, { gracePeriodSeconds: 0 });
  });

  it('waits while the object store is away, and says so', async () => {
    const name = sessionRecordingName('away', session);
    await bed.leaveSession('away', session, { ended: true });
    bed.recordings.onRequest = () => {
      throw new StoreUnreachableError('Could not read a key: the object store is out of reach');
    };
    await bed.apply(name, source('away'));
    const { message } = await bed.waitForReason(name, 'Ready', 'Retrying');
    expect(message).toBe('Could not read a key: the object store is out of reach. It is tried again');
    bed.recordings.onRequest = () => undefined;
    await bed.recorderPod(name);
  });

  it('is stalled while the bucket refuses, and goes on when a person mended it', async () => {
    const name = sessionRecordingName('refused', session);
    await bed.leaveSession('refused', session, { ended: true });
    bed.recordings.onRequest = () => {
      throw new BucketRefusesError('Could not read a key: the object store refuses; check the bucket');
    };
    await bed.apply(name, source('refused'));
    await bed.waitForReason(name, 'Stalled', 'BucketRefuses');
    bed.recordings.onRequest = () => undefined;
    await setRetry(name, 'mended');
    await bed.recorderPod(name);
  });
});
