/** A key that is replaced: the next connect needs the new one, and who streams meanwhile notices nothing. */
import { randomBytes } from 'node:crypto';
import { secrets } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestCluster } from './src/cluster.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { LiveEdgeClient } from './src/live-edge-client.ts';
import { publishOnce, type SrtTarget, testPicture } from './src/srt-publisher.ts';
import { kubectl } from './src/stream-credentials.ts';

const name = 'rotated';
const live = { type: 'Live', status: 'True' } as const;
/** Less than the minute and more that the kubelet takes by itself. */
const patience = { timeoutMs: 30_000, intervalMs: 200 };

describe('a new passphrase', () => {
  let cluster: TestCluster;
  let target: SrtTarget;
  let encoder: Encoder | undefined;

  beforeAll(async () => {
    cluster = await TestCluster.open('rotation');
    target = await cluster.start(name);
  });

  afterAll(async () => {
    await encoder?.leave();
    await cluster?.close();
  });

  const mounted = async (): Promise<string> => {
    const pod = (await cluster.stream(name)).status?.podName ?? '';
    const file = '/var/run/kubecast/secrets/passphrase';
    return kubectl('exec', pod, '-n', cluster.namespace, '--', 'cat', file);
  };

  /** As the api does it. Resolves when the pod has it. */
  const rotate = async (): Promise<SrtTarget> => {
    const passphrase = randomBytes(24).toString('base64url');
    const patch = { data: { passphrase: Buffer.from(passphrase).toString('base64') } };
    await cluster.client.mergePatch(secrets, { namespace: cluster.namespace, name: `${name}-ingest` }, { patch });
    await waitFor('the new passphrase is mounted', async () => (await mounted()) === passphrase, patience);
    return { ...target, passphrase };
  };

  const isLetIn = async (to: SrtTarget): Promise<boolean> => {
    const leave = new AbortController();
    const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(15_000)]);
    return (await publishOnce(to, testPicture(), signal, () => leave.abort())).connected;
  };

  const session = async () => (await cluster.stream(name)).status?.session?.id;

  it('lets the running session go on', async () => {
    encoder = startEncoder(target);
    await cluster.waitForCondition(name, live);
    const before = await session();
    const edge = new LiveEdgeClient(cluster.namespace, name);
    const segments = async () => (await edge.playlist('360p')).segments;
    const old = target;
    target = await rotate();
    const count = (await segments()).length;
    await waitFor('there is more of it', async () => (await segments()).length >= count + 3);
    expect(new Set((await segments()).map(({ discontinuity }) => discontinuity)).size).toBe(1);
    expect(await session()).toBe(before);
    await encoder.leave();
    expect(await isLetIn(old)).toBe(false);
    await waitFor('the new one is let in', () => isLetIn(target), patience);
  });

  it('counts within seconds when nobody is there', async () => {
    const old = target;
    target = await rotate();
    await waitFor('the new one is let in', () => isLetIn(target), patience);
    expect(await isLetIn(old)).toBe(false);
  });
});
