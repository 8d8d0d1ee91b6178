import { annotations } from '@kubecast/crds/names';
import { pods, secrets, services } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialsRefusedError, lifetimeFrom, type StoreCredentials } from '../credentials/store-credentials.ts';
import { sessionFixture } from './testing/pod-fixture.ts';
import type { RunningOperator } from './testing/running-operator.ts';
import { StreamTestBed } from './testing/stream-test-bed.ts';

const { credentialsVersion } = annotations;

let bed: StreamTestBed;
let operator: RunningOperator;
let storeIsAway = false;
/** Of credentials that are issued from now on. */
let lifeMs = 604_800_000;

/** An object store with STS that goes away when the test says so. */
const issue = async (): Promise<StoreCredentials> => {
  if (storeIsAway) throw new CredentialsRefusedError('Could not get credentials: the store is away');
  const now = new Date();
  const lifetime = lifetimeFrom(now, new Date(now.getTime() + lifeMs));
  return { accessKeyId: `id-${now.getTime()}`, secretAccessKey: 'key', sessionToken: 'token', lifetime };
};

const issuer = { source: 'sts', issue };

beforeAll(async () => {
  bed = await StreamTestBed.open('children');
  operator = await bed.startOperator({ issuer });
});

afterAll(() => bed.close());

const transcoderSecret = (stream: string) =>
  bed.client.get(secrets, { namespace: bed.namespace, name: `${stream}-transcoder` });

const setStatus = (name: string, status: unknown) =>
  bed.client.mergePatch(pods, { namespace: bed.namespace, name }, { subresource: 'status', patch: { status } });

describe('the pod of a LiveStream', () => {
  it('is replaced when it was evicted', async () => {
    await bed.apply('evicted');
    const pod = await bed.pod('evicted');
    await setStatus(pod.metadata.name, { phase: 'Failed', reason: 'Evicted', message: 'The node was low on memory' });
    await bed.pod('evicted', pod);
    await bed.waitForGone(pods, pod.metadata.name);
  });

  it('is told at once of a passphrase that was replaced, so that the kubelet mounts it', async () => {
    await bed.apply('rotated');
    const { metadata } = await bed.pod('rotated');
    const secret = { namespace: bed.namespace, name: 'rotated-ingest' };
    const versionOf = async () => (await bed.client.get(pods, metadata)).metadata.annotations?.[credentialsVersion];
    expect(await versionOf()).toBe((await bed.client.get(secrets, secret)).metadata.resourceVersion);
    const patch = { data: { passphrase: Buffer.from('another-passphrase').toString('base64') } };
    const changed = await bed.client.mergePatch(secrets, secret, { patch });
    await waitFor('the pod is told', async () => (await versionOf()) === changed.metadata.resourceVersion);
  });

  it('is one: of two that the operator finds, the one with the higher epoch stays', async () => {
    await bed.apply('double');
    const first = await bed.pod('double');
    await bed.makeReady(first, sessionFixture({ epoch: 4 }));
    await operator.stop();
    const { resourceVersion: _, uid: __, ...metadata } = first.metadata;
    const twin = await bed.client.create(pods, { ...first, metadata: { ...metadata, name: 'double-twin' } });
    await bed.makeReady(twin, sessionFixture({ epoch: 5 }));
    operator = await bed.startOperator({ issuer });
    await bed.waitForGone(pods, first.metadata.name);
    expect((await bed.pod('double')).metadata.uid).toBe(twin.metadata.uid);
    await waitFor('the status names it', async () => (await bed.get('double')).status?.podName === 'double-twin');
  });

  it('has a successor at once when it is told to go while it lives', async () => {
    await bed.apply('moved');
    const pod = await bed.pod('moved');
    await bed.makeReady(pod, sessionFixture());
    await bed.waitForReason('moved', 'Live', 'Live');
    await bed.client.delete(pods, pod.metadata);
    const successor = await bed.pod('moved', pod);
    await bed.waitForReason('moved', 'Live', 'Reconnecting');
    await bed.makeReady(successor, sessionFixture({ epoch: 2 }));
    await bed.waitForReason('moved', 'Live', 'Live');
    expect((await bed.get('moved')).status?.session?.id).toBe(sessionFixture().id);
  });

  it('has a successor at once when its node is lost, and it never ends', async () => {
    await bed.apply('lost-node');
    const pod = await bed.pod('lost-node');
    await bed.makeReady(pod, sessionFixture());
    await bed.waitForReason('lost-node', 'Live', 'Live');
    const hold = (finalizers: readonly string[]) =>
      bed.client.mergePatch(pods, pod.metadata, { patch: { metadata: { finalizers } } });
    await hold(['kubecast.dev/test-hold']);
    await bed.client.delete(pods, pod.metadata);
    const startedMs = performance.now();
    const successor = await bed.pod('lost-node', pod);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect(successor.metadata.name).not.toBe(pod.metadata.name);
    await bed.makeReady(successor, sessionFixture({ phase: 'Reconnecting' }));
    await waitFor(
      'the status names it',
      async () => (await bed.get('lost-node')).status?.podName === successor.metadata.name,
    );
    expect((await bed.client.get(pods, pod.metadata)).metadata.deletionTimestamp).toBeDefined();
    await hold([]);
    await bed.waitForGone(pods, pod.metadata.name);
    expect((await bed.pod('lost-node')).metadata.uid).toBe(successor.metadata.uid);
  });
});

describe('the Service of a LiveStream', () => {
  it('follows its type there and back', async () => {
    const service = () => bed.client.get(services, { namespace: bed.namespace, name: 'typed-srt' });
    const typed = (type: 'ClusterIP' | 'NodePort' | 'LoadBalancer') => ({ ingest: { srt: { service: { type } } } });
    await bed.apply('typed');
    await bed.makeReady(await bed.pod('typed'));
    await bed.waitForReason('typed', 'Ready', 'Listening');
    await bed.apply('typed', typed('NodePort'));
    await waitFor('a node port', async () => (await service()).spec?.ports?.[0]?.nodePort);
    await waitFor('the address of the node', async () =>
      /^srt:\/\/172\.18\.0\.2:3\d{4}/.test((await bed.get('typed')).status?.ingest?.url ?? ''),
    );
    await bed.apply('typed', typed('LoadBalancer'));
    await waitFor('no address yet', async () => (await bed.get('typed')).status?.ingest?.url === undefined);
    await bed.client.mergePatch(
      services,
      { namespace: bed.namespace, name: 'typed-srt' },
      { subresource: 'status', patch: { status: { loadBalancer: { ingress: [{ hostname: 'live.example.com' }] } } } },
    );
    await waitFor('the address of the balancer', async () =>
      (await bed.get('typed')).status?.ingest?.url?.startsWith('srt://live.example.com:8890?'),
    );
    await bed.apply('typed', typed('ClusterIP'));
    await waitFor('no node port', async () => (await service()).spec?.ports?.[0]?.nodePort === undefined);
    await bed.apply('typed', {
      ingest: { srt: { service: { type: 'ClusterIP', annotations: { 'example.com/a': 'b' } } } },
    });
    await waitFor('the annotation', async () => (await service()).metadata.annotations?.['example.com/a'] === 'b');
    await bed.apply('typed');
    await waitFor('no annotation', async () => (await service()).metadata.annotations?.['example.com/a'] === undefined);
  });
});

describe('the object-store credentials of a LiveStream', () => {
  it('keep a stream from starting while there are none, with a reason, and are tried again', async () => {
    storeIsAway = true;
    await bed.apply('waiting');
    await bed.waitForReason('waiting', 'Ready', 'StoreCredentialsUnavailable');
    expect(await bed.condition('waiting', 'Reconciling')).toMatchObject({ status: 'True' });
    storeIsAway = false;
    await bed.pod('waiting');
  });

  it('are renewed half-way; a store that is away then disturbs nobody', async () => {
    lifeMs = 4_000;
    await bed.apply('renewed');
    const pod = await bed.pod('renewed');
    await bed.makeReady(pod, sessionFixture());
    await bed.waitForReason('renewed', 'Live', 'Live');
    const first = await transcoderSecret('renewed');
    storeIsAway = true;
    await waitFor('the failure is told', async () =>
      /the store is away/.test((await bed.condition('renewed', 'Reconciling'))?.message ?? ''),
    );
    expect(await bed.condition('renewed', 'Ready')).toMatchObject({ status: 'True' });
    storeIsAway = false;
    lifeMs = 604_800_000;
    await waitFor('new credentials', async () => {
      const { data } = await transcoderSecret('renewed');
      return data?.accessKeyId !== first.data?.accessKeyId;
    });
    await bed.waitForReason('renewed', 'Reconciling', undefined);
    expect((await bed.pod('renewed')).metadata.uid).toBe(pod.metadata.uid);
  });

  it('are made anew when somebody changes them', async () => {
    await bed.apply('tampered');
    await bed.pod('tampered');
    const name = 'tampered-transcoder';
    await bed.client.mergePatch(
      secrets,
      { namespace: bed.namespace, name },
      { patch: { data: { originToken: null } } },
    );
    await waitFor('the token is back', async () => (await transcoderSecret('tampered')).data?.originToken);
  });
});
