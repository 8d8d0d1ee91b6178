/** One UDP port for every encoder, as encoders and streamers meet it: through the host's port, in the cluster. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveStreamSpecInput } from '@kubecast/crds/livestream';
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DroppingRelay } from './chaos/dropping-relay.ts';
import { EncoderLikeObs } from './chaos/encoder-like-obs.ts';
import { aimAt } from './chaos/node-processes.ts';
import { systemNamespace, TestCluster } from './src/cluster.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { publishOnce, type SrtTarget, testPicture } from './src/srt-publisher.ts';
import { systemPods } from './src/system-pods.ts';

/** How long an encoder puts up with silence, and some more. */
const srtPatienceMs = 6_000;

const names = ['first', 'second', 'third'];
const smallPicture = testPicture({ width: 256, height: 144, videoBitrateKbps: 200 });
const small: LiveStreamSpecInput = {
  encoding: { preset: 'ultrafast' },
  renditions: [{ name: '144p', height: 144, videoBitrateKbps: 150 }],
  podTemplate: { resources: { requests: { cpu: '20m', memory: '64Mi' } } },
};

describe('the gateway', () => {
  let cluster: TestCluster;
  let targets: readonly SrtTarget[];
  let encoders: readonly Encoder[] = [];

  beforeAll(async () => {
    cluster = await TestCluster.open('gateway');
    targets = await Promise.all(names.map((name) => cluster.start(name, small)));
  });

  afterAll(async () => {
    await Promise.all(encoders.map((encoder) => encoder.leave()));
    await cluster?.close();
  });

  const target = (index: number): SrtTarget => {
    const found = targets[index];
    if (!found) throw new Error(`There is no stream ${index}`);
    return found;
  };
  const sessionOf = async (name: string) => (await cluster.stream(name)).status?.session?.id;
  const waitForLive = (name: string) => cluster.waitForCondition(name, { type: 'Live', status: 'True' });
  const knock = (to: SrtTarget) => publishOnce(to, smallPicture, AbortSignal.timeout(15_000));

  /** An encoder that comes back by itself, until the test ends. */
  const startTireless = (to: SrtTarget): EncoderLikeObs => {
    const encoder = new EncoderLikeObs(to, smallPicture);
    onTestFinished(() => encoder.stop());
    encoder.start();
    return encoder;
  };

  it('takes three encoders to three pods by one port', async () => {
    encoders = targets.map((to) => startEncoder(to, smallPicture));
    for (const name of names) await waitForLive(name);
    expect(new Set(targets.map(({ host, port }) => `${host}:${port}`)).size).toBe(1);
    expect(new Set(await Promise.all(names.map(sessionOf))).size).toBe(3);
  });

  it('refuses a second encoder while the first sends', async () => {
    expect(await knock(target(0))).toMatchObject({ connected: false });
    expect(await cluster.waitForCondition('first', { type: 'Live', status: 'True' })).toMatchObject({ reason: 'Live' });
  });

  it('refuses a stream id of nobody in the words of a wrong passphrase', async () => {
    const wrong = await knock({ ...target(1), passphrase: 'nobody-has-this-passphrase' });
    const unknown = await knock({ ...target(1), streamId: 'nobody-has-this-stream-id' });
    const wordsOf = (message: string) =>
      message
        .split('\n')
        .filter((line) => line.includes('srt://'))
        .map((line) => line.split('srt://')[0]);
    expect([wrong.connected, unknown.connected]).toEqual([false, false]);
    expect(wordsOf(unknown.message).at(-1)).toBe(wordsOf(wrong.message).at(-1));
  });

  it('lets the encoder back in from another port when its packets are lost', async () => {
    await encoders[0]?.leave();
    const relay = await DroppingRelay.start(target(0));
    onTestFinished(() => relay.stop());
    const session = await sessionOf('first');
    startTireless({ ...target(0), ...relay.address });
    const sending = () => relay.flows.filter(({ firstMediaMs }) => firstMediaMs !== undefined).length;
    await waitFor('the encoder sends', () => sending() === 1);
    relay.loseFlows();
    await waitFor('the encoder sends again', () => sending() === 2, { timeoutMs: 30_000, intervalMs: 100 });
    await waitForLive('first');
    expect(await sessionOf('first')).toBe(session);
  });

  it('tells the encoder at once when its pod goes, and takes it to the successor', async () => {
    const session = await sessionOf('second');
    const { metadata } = await cluster.pod('second');
    const told = encoders[1]?.outcome;
    await cluster.client.delete(pods, { namespace: cluster.namespace, name: metadata.name });
    expect(await told).toMatchObject({ connected: true });
    startTireless(target(1));
    const isNew = async () => (await cluster.stream('second')).status?.podName !== metadata.name;
    await waitFor('the successor is there', isNew, { timeoutMs: 60_000, intervalMs: 200 });
    await waitForLive('second');
    expect(await sessionOf('second')).toBe(session);
  });

  const gatewayPod = async (): Promise<Pod> =>
    waitFor(
      'one gateway is ready',
      async () => {
        const running = (await systemPods(cluster, 'gateway')).filter(({ metadata }) => !metadata.deletionTimestamp);
        const [pod] = running;
        return pod?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') && pod;
      },
      { timeoutMs: 60_000, intervalMs: 200 },
    );

  it('sends encoders away when its pod is deleted, and they are back in the same session', async () => {
    const session = await sessionOf('third');
    const pod = await gatewayPod();
    await cluster.client.delete(pods, { namespace: systemNamespace, name: pod.metadata.name });
    const deletedMs = performance.now();
    await encoders[2]?.outcome;
    expect(performance.now() - deletedMs).toBeLessThan(5_000);
    startTireless(target(2));
    await cluster.waitForCondition('third', { type: 'Live', status: 'False' });
    await waitForLive('third');
    expect(await sessionOf('third')).toBe(session);
  });

  // On a pod that has not been killed before: the kubelet waits longer each time before it starts a container again.
  it('is killed and started again without an encoder noticing', async () => {
    const relay = await DroppingRelay.start(target(2));
    const encoder = startEncoder({ ...target(2), ...relay.address }, smallPicture);
    onTestFinished(async () => {
      await encoder.leave();
      relay.stop();
    });
    await waitFor('the encoder sends', () => relay.flows[0]?.firstMediaMs !== undefined);
    const pod = await gatewayPod();
    const send = await aimAt(pod, 'node');
    await send('KILL');
    const isRestarted = async () => ((await gatewayPod()).status?.containerStatuses?.[0]?.restartCount ?? 0) > 0;
    await waitFor('it is there again', isRestarted, { timeoutMs: 60_000, intervalMs: 200 });
    expect(await Promise.race([encoder.outcome, sleep(srtPatienceMs, 'sending')])).toBe('sending');
    expect(relay.flows.length).toBe(1);
  });
});
