import { createLogger } from '@kubecast/media/logger';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StaticDirectory } from './directory/static-directory.ts';
import type { FlowRecord } from './flows/flow.ts';
import { Gateway } from './gateway.ts';
import { createGatewayMetrics } from './gateway-metrics.ts';
import { PublicSockets } from './relay/public-sockets.ts';
import { UpstreamSocket } from './relay/upstream-socket.ts';
import { handshakeTypes } from './srt/handshake.ts';
import { buildShutdown, isShutdown } from './srt/packet.ts';
import { refusalType } from './srt/rejection.ts';
import { FakeCaller } from './testing/fake-caller.ts';
import { FakePod } from './testing/fake-pod.ts';

const logger = createLogger('gateway', 'silent');
const accepted = handshakeTypes.conclusion;

let sockets: PublicSockets;
let directory: StaticDirectory;
let pod: FakePod;
let caller: FakeCaller;
let gateway: Gateway;
let registry: Registry;
let nowMs: number;
let changes: number;
let timer: NodeJS.Timeout;

const openGateway = (maxFlows = 10): void => {
  registry = new Registry();
  const sources = {
    ...{ flows: () => gateway.flows, attempts: () => gateway.attempts },
    ...{ isUsable: directory.isUsable, receiveBufferBytes: () => 0 },
  };
  gateway = new Gateway({
    sockets,
    directory,
    metrics: createGatewayMetrics(registry, sources),
    limits: { maxFlows, handshakesPerSecond: 20, idleMs: 10_000 },
    logger,
    now: () => nowMs,
    onFlowChange: () => {
      changes += 1;
    },
  });
};

beforeEach(async () => {
  nowMs = 0;
  changes = 0;
  [sockets, pod] = await Promise.all([PublicSockets.open(0), FakePod.open()]);
  directory = new StaticDirectory();
  directory.setPod('camera', '127.0.0.1', pod.port);
  openGateway();
  sockets.receive(
    (packet, from) => gateway.receive(packet, from),
    () => undefined,
  );
  timer = setInterval(() => {
    nowMs += 50;
    gateway.tick();
  }, 20);
  caller = await FakeCaller.open(sockets.port);
});

afterEach(async () => {
  clearInterval(timer);
  caller.close();
  gateway.close();
  await Promise.all([sockets.close(), pod.close()]);
});

/** A data packet for the pod's socket. */
const media = (text: string): Buffer => {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(pod.socketId, 12);
  return Buffer.concat([header, Buffer.from(text)]);
};

const wasSentAway = () => caller.received.filter(isShutdown).length > 0;

const endReasons = async (): Promise<string> =>
  [...(await registry.metrics()).matchAll(/flow_ends_total\{reason="([^"]+)"\} 1/g)].map(([, reason]) => reason).join();

describe('Gateway', () => {
  it('relays bytes as they are, both ways, once the pod has said yes', async () => {
    expect(await caller.call()).toBe(accepted);
    caller.send(media('up'));
    await waitFor('the pod hears it', () => pod.heard[0]?.equals(media('up')));
    pod.send(Buffer.from('anything at all'));
    await waitFor('the caller hears it', () => caller.received.at(-1)?.toString() === 'anything at all');
    expect(await registry.metrics()).toContain('kubecast_gateway_relayed_packets_total{to="pods"} 1');
  });

  it('says the pod’s no in its own words', async () => {
    pod.answer = refusalType('badSecret');
    const known = await caller.call();
    const refusal = caller.received.at(-1);
    directory.remove('camera');
    const stranger = await FakeCaller.open(sockets.port);
    expect([known, await stranger.call()]).toEqual([1010, 1010]);
    // Cookies differ by address, nothing else may.
    const comparable = (packet: Buffer | undefined) => packet?.fill(0, 44, 48).toString('hex');
    expect(comparable(refusal)).toBe(comparable(stranger.received.at(-1)));
    stranger.close();
  });

  it('repeats the pod’s yes to a caller that missed it, without asking the pod', async () => {
    await caller.call();
    const [conclusions, answers] = [pod.conclusions, caller.received.length];
    caller.conclude();
    await waitFor('the same again', () => caller.received.length > answers);
    expect(caller.received.at(-1)).toEqual(caller.received.at(answers - 1));
    expect(pod.conclusions).toBe(conclusions);
  });

  it('keeps a record of each flow, and drops it with the flow', async () => {
    await caller.call();
    const record = { stream: 'camera', podSocketId: pod.socketId, upstreamPort: pod.caller?.port };
    expect([gateway.records, changes]).toMatchObject([[record], 1]);
    caller.send(buildShutdown(pod.socketId));
    await waitFor('it is gone', () => gateway.records.length === 0);
    expect(changes).toBe(2);
    await waitFor('the pod hears of it', () => pod.heard.some(isShutdown));
  });

  it('follows an encoder to another port of its address when the old one is silent, as behind a NAT that forgot it', async () => {
    await caller.call();
    // From here on time passes when the test says so.
    clearInterval(timer);
    const moved = await FakeCaller.open(sockets.port);
    const stranger = await FakeCaller.open(sockets.port, '127.0.0.2');
    moved.send(media('too early'));
    await waitFor('it is dropped', async () => (await registry.metrics()).includes('{reason="unknown-flow"} 1'));
    nowMs += 1_000;
    stranger.send(media('of somebody else'));
    moved.send(media('moved'));
    await waitFor('the pod hears it', () => pod.heard.some((packet) => packet.equals(media('moved'))));
    expect(pod.heard).toHaveLength(1);
    pod.send(Buffer.from('for the new port'));
    await waitFor('it hears the pod', () => moved.received.at(-1)?.toString() === 'for the new port');
    moved.close();
    stranger.close();
  });

  it('goes on with a flow of a former process', async () => {
    await caller.call();
    const [record] = gateway.records;
    if (!record) throw new Error('There is no flow');
    // A former process closed nothing: its socket just vanished.
    caller.send(buildShutdown(pod.socketId));
    await waitFor('the port is free', () => gateway.flows === 0);
    openGateway();
    gateway.restore(record, await UpstreamSocket.open(record.pod, record.upstreamPort));
    caller.send(media('again'));
    await waitFor('the pod hears it', () => pod.heard.some((packet) => packet.equals(media('again'))));
    expect(pod.caller?.port).toBe(record.upstreamPort);
  });

  it.each([
    ['pod-gone', 'its pod is not there any more', () => directory.setAway('camera', true)],
    ['pod-left', 'its pod says goodbye', () => pod.send(buildShutdown(caller.socketId))],
    [
      'idle',
      'it has long said nothing',
      () => {
        nowMs += 20_000;
        gateway.sweep();
      },
    ],
    ['draining', 'the gateway ends', () => gateway.close()],
  ])('ends a flow as %s when %s, and tells the caller', async (reason, _, act) => {
    await caller.call();
    act();
    await waitFor('the caller is told', wasSentAway);
    expect([gateway.flows, await endReasons()]).toEqual([0, reason]);
  });

  it('ends a flow at once when nobody listens at its pod any more', async () => {
    await caller.call();
    await pod.close();
    const timerOfMedia = setInterval(() => caller.send(media('on and on')), 10);
    await waitFor('the caller is told', wasSentAway).finally(() => clearInterval(timerOfMedia));
    expect(await endReasons()).toBe('pod-refused');
    pod = await FakePod.open();
  });

  it.each([
    ['is gone', () => directory.setAway('camera', true)],
    ['has another address', (uid: string) => directory.setPod('camera', '127.0.0.9', 8890, uid)],
  ])('ends a flow of a former process whose pod %s', async (_, change) => {
    const uid = `127.0.0.1:${pod.port}`;
    const record: FlowRecord = {
      ...{ stream: 'camera', caller: { address: '127.0.0.1', port: 1 }, callerSocketId: 1, podSocketId: 2 },
      ...{ pod: { uid, host: '127.0.0.1', port: pod.port }, upstreamPort: 0 },
    };
    change(uid);
    gateway.restore(record, await UpstreamSocket.open(record.pod));
    gateway.endWithoutPod();
    expect([gateway.flows, await endReasons()]).toEqual([0, 'pod-gone']);
  });

  it('opens a socket towards the pod again when that failed, as when there are no ports to be had', async () => {
    // Nobody may connect to this address.
    directory.setPod('camera', '255.255.255.255', 1);
    expect(await caller.call()).toBe(refusalType('down'));
    const [, errors] = /upstream_errors_total (\d+)/.exec(await registry.metrics()) ?? [];
    expect(Number(errors)).toBeGreaterThan(1);
  });

  it('is full at its limit, and says so', async () => {
    openGateway(0);
    expect(await caller.call()).toBe(refusalType('overload'));
  });

  it('takes a packet only from the address that its flow began at', async () => {
    await caller.call();
    const stranger = await FakeCaller.open(sockets.port, '127.0.0.2');
    stranger.send(media('from elsewhere'));
    stranger.send(buildShutdown(pod.socketId));
    caller.send(media('from here'));
    await waitFor('the pod hears the caller', () => pod.heard.length > 0);
    stranger.close();
    expect([pod.heard.map((packet) => packet.subarray(16).toString()), gateway.flows]).toEqual([['from here'], 1]);
  });
});
