/** What an encoder notices when its pod or the gateway goes away. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Caller } from './testing/caller.ts';
import { Link } from './testing/link.ts';
import { Listener } from './testing/listener.ts';
import { RawCaller } from './testing/raw-caller.ts';
import { StaticGateway } from './testing/static-gateway.ts';

const passphrase = 'correct-horse-battery';

/** SRT's own patience with a silent peer. */
const peerIdleMs = 5_000;
/** Whoever is told knows it long before; the rest of that patience is a busy machine's. */
const toldMs = peerIdleMs - 2_000;

/** A pod, the gateway and an encoder that sends through both. */
const setUp = async (latencyMs = 120) => {
  const listener = await Listener.start({ passphrase, latencyMs });
  const gateway = await StaticGateway.start({ camera: listener.port });
  const caller = await Caller.start({ port: gateway.port, streamId: 'camera', passphrase, latencyMs });
  const leaving = new AbortController();
  onTestFinished(async () => {
    leaving.abort();
    await caller.leave();
    await gateway.stop();
    await listener.kill();
  });
  await caller.connected;
  void caller.sendOn(leaving.signal);
  await waitFor('media arrives', () => listener.hasCaller);
  return { listener, gateway, caller };
};

const millisecondsUntil = async (event: Promise<unknown>): Promise<number> => {
  const startMs = performance.now();
  await event;
  return performance.now() - startMs;
};

describe('an encoder', () => {
  it('is told when its pod is gone without a word, long before its silence would tell', async () => {
    const { listener, caller } = await setUp();
    const told = millisecondsUntil(caller.ended);
    await listener.kill();
    expect(await told).toBeLessThan(toldMs);
  });

  it('that calls a pod directly notices that only by the silence', async () => {
    const listener = await Listener.start({ passphrase });
    const caller = await Caller.start({ port: listener.port, streamId: 'camera', passphrase });
    await caller.connected;
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    void caller.sendOn(leaving.signal);
    await waitFor('media arrives', () => listener.hasCaller);
    const noticed = millisecondsUntil(caller.ended);
    await listener.kill();
    expect(await noticed).toBeGreaterThan(peerIdleMs - 1_000);
  });

  it('is told at once when the gateway is told to go, and its pod is as well', async () => {
    const { listener, gateway, caller } = await setUp();
    const told = millisecondsUntil(caller.ended);
    const free = millisecondsUntil(waitFor('the pod listens again', () => listener.callers.length === 2));
    expect(await gateway.terminate()).toBe(0);
    expect(await told).toBeLessThan(toldMs);
    expect(await free).toBeLessThan(toldMs);
  });

  it('notices nothing when the gateway is killed and started again', async () => {
    const { listener, gateway, caller } = await setUp(3_000);
    await waitFor('a second of media is there', () => listener.bytes.length > 300_000);
    await gateway.kill();
    await gateway.restart();
    const before = listener.bytes.length;
    await waitFor('media goes on', () => listener.bytes.length > before + 1_000_000);
    const { packetsDropped } = await listener.statistics();
    expect({ isOver: caller.isOver, served: listener.served, packetsDropped }).toEqual({
      isOver: false,
      served: 1,
      packetsDropped: 0,
    });
  });

  it('goes on when an address translator gives it another port in the middle', async () => {
    const listener = await Listener.start({ passphrase, latencyMs: 2_000 });
    const gateway = await StaticGateway.start({ camera: listener.port });
    const link = await Link.open({ to: gateway.port });
    const caller = await Caller.start({ port: link.port, streamId: 'camera', passphrase, latencyMs: 2_000 });
    const leaving = new AbortController();
    onTestFinished(async () => {
      leaving.abort();
      await caller.leave();
      link.close();
      await gateway.stop();
      await listener.kill();
    });
    await caller.connected;
    void caller.sendOn(leaving.signal);
    await waitFor('media arrives', () => listener.hasCaller);
    link.rebind();
    const before = listener.bytes.length;
    await waitFor('media goes on', () => listener.bytes.length > before + 1_500_000);
    expect({ isOver: caller.isOver, served: listener.served }).toEqual({ isOver: false, served: 1 });
  });

  it('leaves no flow behind, so that the next one is in at once', async () => {
    const { listener, gateway, caller } = await setUp();
    await caller.leave();
    await waitFor('the pod listens again', () => listener.callers.length === 2);
    const next = await RawCaller.open({ port: gateway.port, from: '127.0.0.5' });
    const answer = await next.call('camera');
    // The pod itself refuses who has no passphrase: the gateway has let it through.
    expect(answer).toMatchObject({ kind: 'refused', code: 1_011 });
    next.close();
  });

  it('that says nothing any more is told to go before its pod gives it up, and the pod is free', async () => {
    const patienceMs = 20_000;
    const listener = await Listener.start({ more: `peeridletimeo=${patienceMs}` });
    const gateway = await StaticGateway.start({ camera: listener.port }, { KUBECAST_IDLE_SECONDS: '3' });
    const caller = await RawCaller.open({ port: gateway.port });
    onTestFinished(async () => {
      caller.close();
      await gateway.stop();
      await listener.kill();
    });
    expect(await caller.call('camera')).toMatchObject({ kind: 'accepted' });
    const silent = millisecondsUntil(waitFor('it is told to go', () => caller.count('shutdown') > 0));
    const free = millisecondsUntil(waitFor('the pod listens again', () => listener.callers.length === 2));
    expect(await silent).toBeLessThan(patienceMs - 5_000);
    expect(await free).toBeLessThan(patienceMs - 5_000);
  });
});
