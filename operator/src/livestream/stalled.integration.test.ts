import type { LiveStreamSpecInput } from '@kubecast/crds/livestream';
import { annotations } from '@kubecast/crds/names';
import { pods, type Secret, secrets, services } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSecret } from '../credentials/secret-data.ts';
import { unschedulableStatus } from './testing/pod-fixture.ts';
import { StreamTestBed } from './testing/stream-test-bed.ts';

let bed: StreamTestBed;

beforeAll(async () => {
  bed = await StreamTestBed.open('stalled');
  await bed.startOperator();
});

afterAll(() => bed.close());

const given = (name: string): LiveStreamSpecInput => ({ ingest: { srt: { credentialsSecretRef: { name } } } });

const nodePort = (port: number): LiveStreamSpecInput => ({
  ingest: { srt: { service: { type: 'NodePort', nodePort: port } } },
});

/** As a person would make it. */
const putSecret = (name: string, values: Readonly<Record<string, string>>): Promise<Secret> =>
  bed.client.apply(
    secrets,
    { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: bed.namespace }, data: encodeSecret(values) },
    { fieldManager: 'person' },
  );

const expectStalled = async (name: string, reason: string, ...words: readonly string[]): Promise<void> => {
  await bed.waitForReason(name, 'Stalled', reason);
  const stalled = await bed.condition(name, 'Stalled');
  for (const word of words) expect(stalled?.message).toContain(word);
  expect(await bed.condition(name, 'Ready')).toMatchObject({ status: 'False', reason: 'Stalled' });
};

const expectRecovered = async (name: string): Promise<void> => {
  await bed.waitForReason(name, 'Stalled', undefined);
  await bed.pod(name);
};

describe('a LiveStream with bad input', () => {
  it('is Stalled without its Secret, with each key of it wrong, and recovers by itself at each fix', async () => {
    const usable = { streamId: `given-${bed.namespace}`, passphrase: 'correct-horse' };
    await bed.apply('given', given('cam-key'));
    await expectStalled(
      'given',
      'SecretNotFound',
      `kubectl create secret generic cam-key --namespace ${bed.namespace}`,
    );
    await putSecret('cam-key', { streamId: usable.streamId });
    await expectStalled('given', 'SecretKeyMissing', 'passphrase', 'kubectl patch secret cam-key');
    await putSecret('cam-key', { ...usable, passphrase: 'short' });
    await expectStalled('given', 'SecretKeyInvalid', '10 to 79');
    await putSecret('cam-key', usable);
    await expectRecovered('given');
    await waitFor('the address', async () => (await bed.get('given')).status?.ingest?.streamId === usable.streamId);
  });

  it('can be suspended all the same', async () => {
    await bed.apply('paused');
    await bed.pod('paused');
    await bed.apply('paused', { ...given('no-such-key'), suspend: true });
    await waitFor('the pod is gone', async () => (await bed.pods('paused')).length === 0);
    await bed.waitForReason('paused', 'Ready', 'Suspended');
    expect(await bed.condition('paused', 'Stalled')).toMatchObject({ reason: 'SecretNotFound' });
  });

  it('is Stalled when its generated Secret loses a key, and recovers when that is deleted', async () => {
    await bed.apply('generated');
    const pod = await bed.pod('generated');
    await bed.client.mergePatch(
      secrets,
      { namespace: bed.namespace, name: 'generated-ingest' },
      { patch: { data: { passphrase: null } } },
    );
    await expectStalled('generated', 'SecretKeyMissing', 'kubectl delete secret generated-ingest');
    expect((await bed.pod('generated')).metadata.uid).toBe(pod.metadata.uid);
    await bed.client.delete(secrets, { namespace: bed.namespace, name: 'generated-ingest' });
    await expectRecovered('generated');
    // The pod that there is announces the new stream id; nobody needs to restart it.
    await waitFor('the pod announces the new id', async () => {
      const { metadata } = await bed.pod('generated');
      const { status } = await bed.get('generated');
      return metadata.annotations?.[annotations.streamId] === status?.ingest?.streamId;
    });
    expect((await bed.pod('generated')).metadata.uid).toBe(pod.metadata.uid);
  });

  it('is Stalled when an older stream has its stream id, and recovers when that is gone', async () => {
    const streamId = `shared-${bed.namespace}`;
    await putSecret('older-key', { streamId, passphrase: 'correct-horse' });
    await putSecret('newer-key', { streamId, passphrase: 'battery-staple' });
    const older = await bed.apply('older', given('older-key'));
    await bed.pod('older');
    await waitFor('the clock of the API server shows another second', async () => {
      const { metadata } = await bed.apply('tick');
      if (metadata.creationTimestamp > older.metadata.creationTimestamp) return true;
      await bed.delete('tick');
      return false;
    });
    await bed.apply('newer', given('newer-key'));
    await expectStalled('newer', 'StreamIdTaken', 'LiveStream older', 'newer-key');
    expect(await bed.pods('newer')).toEqual([]);
    await bed.delete('older');
    await expectRecovered('newer');
  });

  it('is Stalled when its node port is taken or out of range, and recovers when it asks for none', async () => {
    await bed.apply('holder', { ingest: { srt: { service: { type: 'NodePort' } } } });
    const port = await waitFor('the holder has a node port', async () => {
      const service = await bed.client
        .get(services, { namespace: bed.namespace, name: 'holder-srt' })
        .catch(() => undefined);
      return service?.spec?.ports?.[0]?.nodePort;
    });
    await bed.apply('port', nodePort(port));
    await expectStalled('port', 'NodePortTaken', `${port}`, `${bed.namespace}/holder-srt`, 'nodePort');
    await bed.apply('port', nodePort(80));
    await expectStalled('port', 'NodePortOutOfRange', '30000-32767');
    await bed.apply('port');
    await expectRecovered('port');
  });

  it('is Stalled when the cluster refuses its pod, keeps the pod it has, and recovers', async () => {
    const nowhere = { nodeSelector: { 'kubecast.dev/test-node': 'none' } };
    const invalid = { ...nowhere, resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } };
    await bed.apply('template', { podTemplate: invalid });
    await expectStalled('template', 'PodTemplateInvalid', 'memory limit');
    await bed.apply('template');
    await expectRecovered('template');
    const pod = await bed.pod('template');
    await bed.apply('template', { podTemplate: { ...nowhere, priorityClassName: 'no-such-class' } });
    await expectStalled('template', 'PodTemplateInvalid', 'no-such-class');
    expect((await bed.pod('template')).metadata.uid).toBe(pod.metadata.uid);
  });

  it('is Stalled when its Service name is taken by somebody else', async () => {
    const service = { namespace: bed.namespace, name: 'squatted-srt' };
    await bed.client.create(services, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: service,
      spec: { ports: [{ port: 1 }] },
    });
    await bed.apply('squatted');
    await expectStalled('squatted', 'NameConflict', 'squatted-srt');
  });

  it('waits with the reason of the scheduler when its ladder fits no node, and takes a smaller one at once', async () => {
    await bed.apply('large');
    const pod = await bed.pod('large');
    // Test pods fit no node anyway; only the words of the scheduler are put in its place.
    await bed.client.mergePatch(pods, pod.metadata, { subresource: 'status', patch: { status: unschedulableStatus } });
    await waitFor(
      'the reason is told',
      async () => (await bed.condition('large', 'Ready'))?.reason === 'Unschedulable',
    );
    expect(await bed.condition('large', 'Reconciling')).toMatchObject({ status: 'True' });
    expect((await bed.condition('large', 'Ready'))?.message).toMatch(/0\/1 nodes .* spec\.podTemplate\.resources/);
    await bed.apply('large', { encoding: { preset: 'ultrafast' } });
    await bed.pod('large', pod);
  });
});
