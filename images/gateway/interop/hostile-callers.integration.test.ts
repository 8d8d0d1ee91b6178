/**
 * Callers that mean harm: floods, forged addresses, noise, half a handshake. All of it is bounded in count and stays on the
 * loopback network, where each address of 127.0.0.0/8 is a caller of its own.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller } from './testing/caller.ts';
import { Listener } from './testing/listener.ts';
import { RawCaller } from './testing/raw-caller.ts';
import { buildExtensions, buildHandshake, conclusion, induction } from './testing/srt-packet.ts';
import { StaticGateway } from './testing/static-gateway.ts';

const passphrase = 'correct-horse-battery';

/** What a flood may leave in memory, the process's own noise included. */
const memoryAllowanceMib = 48;

const halfOpen = 50;

/** A deterministic source of noise. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const noise = (random: (below: number) => number, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => random(256)));

const buildInduction = (socketId: number): Buffer =>
  buildHandshake({
    ...{ version: 4, extensionField: 2, type: induction, socketId, cookie: 0, initialSequence: 1 },
    extensions: Buffer.alloc(0),
  });

const buildConclusion = (socketId: number, cookie: number): Buffer =>
  buildHandshake({
    ...{ version: 5, extensionField: 5, type: conclusion, socketId, cookie, initialSequence: 1 },
    extensions: buildExtensions(120, Buffer.from('camera')),
  });

/** A socket that counts what it sends and gets. */
class Counter {
  readonly socket: Socket;
  readonly #port: number;
  sentBytes = 0;
  sentPackets = 0;
  receivedBytes = 0;
  receivedPackets = 0;

  private constructor(socket: Socket, port: number) {
    this.socket = socket;
    this.#port = port;
    socket.on('error', () => {});
    socket.on('message', ({ length }) => {
      this.receivedBytes += length;
      this.receivedPackets += 1;
    });
  }

  static async open(port: number, from: string): Promise<Counter> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 }).bind(0, from);
    await once(socket, 'listening');
    return new Counter(socket, port);
  }

  send(packet: Buffer): void {
    this.sentBytes += packet.length;
    this.sentPackets += 1;
    this.socket.send(packet, this.#port, '127.0.0.1');
  }
}

describe('the gateway', () => {
  let listener: Listener;
  let gateway: StaticGateway;
  let camera: Caller;
  /** A pod that answers nothing. */
  let silent: Socket;
  let floods = 0;
  const leaving = new AbortController();

  beforeAll(async () => {
    listener = await Listener.start({ passphrase });
    silent = createSocket('udp4').bind(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address();
    const silentStreams = Array.from({ length: halfOpen }, (_, index) => [`silent-${index}`, port] as const);
    gateway = await StaticGateway.start({ camera: listener.port, ...Object.fromEntries(silentStreams) });
    camera = await Caller.start({ port: gateway.port, streamId: 'camera', passphrase });
    await camera.connected;
    void camera.sendOn(leaving.signal);
    await waitFor('media arrives', () => listener.hasCaller);
  });

  afterAll(async () => {
    leaving.abort();
    await camera?.leave();
    await gateway?.stop();
    await listener?.kill();
    silent?.close();
  });

  /** Packets are taken in the order of their arrival: one that comes last is answered when all before it have been dealt with. */
  const allIsHeard = async (): Promise<void> => {
    floods += 1;
    const last = await RawCaller.open({ port: gateway.port, from: `127.0.11.${floods}` });
    await last.induct().finally(() => last.close());
  };

  /** Sends `count` packets, pausing now and then so that none is lost on the way; gives the memory that it took. */
  const flood = async (count: number, send: (index: number) => void): Promise<number> => {
    const before = await gateway.memoryMib();
    for (let index = 0; index < count; index += 1) {
      send(index);
      if (index % 50 === 49) await sleep(2);
    }
    await allIsHeard();
    return (await gateway.memoryMib()) - before;
  };

  const expectUnharmed = async (): Promise<void> => {
    const before = listener.bytes.length;
    await waitFor('media goes on', () => listener.bytes.length > before + 200_000);
    expect({ isOver: camera.isOver, served: listener.served }).toEqual({ isOver: false, served: 1 });
  };

  it('answers an address no more than its share, while another gets in', async () => {
    const flooder = await Counter.open(gateway.port, '127.0.1.1');
    const memory = await flood(5_000, (index) => flooder.send(buildInduction(index + 1)));
    expect(flooder.receivedPackets).toBeLessThan(500);
    const other = await RawCaller.open({ port: gateway.port, from: '127.0.1.2' });
    expect(await other.call('nobody')).toMatchObject({ kind: 'refused' });
    expect(memory).toBeLessThan(memoryAllowanceMib);
    await expectUnharmed();
    flooder.socket.close();
    other.close();
  });

  it('stays bounded when a flood comes from a thousand addresses', async () => {
    const addresses = Array.from({ length: 1_000 }, (_, index) => `127.0.${2 + (index >> 8)}.${index & 255}`);
    const flooders = await Promise.all(addresses.map((address) => Counter.open(gateway.port, address)));
    const memory = await flood(20_000, (index) => flooders[index % flooders.length]?.send(buildInduction(index + 1)));
    expect(memory).toBeLessThan(memoryAllowanceMib);
    await expectUnharmed();
    for (const { socket } of flooders) socket.close();
  });

  it('believes no cookie that it has not given to that very address', async () => {
    const first = await RawCaller.open({ port: gateway.port, from: '127.0.7.1' });
    const cookie = await first.induct();
    const thief = await Counter.open(gateway.port, '127.0.7.2');
    await flood(200, (index) => thief.send(buildConclusion(index + 1, index % 2 === 0 ? cookie : index)));
    expect(thief.receivedPackets).toBe(0);
    first.close();
    thief.socket.close();
  });

  it('sends no more to an address than has come from it, as long as that has proved nothing', async () => {
    const random = randomFrom(20);
    const prober = await Counter.open(gateway.port, '127.0.8.1');
    const probes = [
      () => buildInduction(1 + random(1_000)),
      () => buildInduction(1).subarray(0, random(64)),
      () => Buffer.concat([buildInduction(1), noise(random, random(1_000))]),
      () => buildConclusion(1 + random(1_000), random(2 ** 32)),
      () => noise(random, random(200)),
    ];
    await flood(1_000, (index) => prober.send(probes[index % probes.length]?.() ?? Buffer.alloc(0)));
    expect(prober.receivedBytes).toBeLessThanOrEqual(prober.sentBytes);
    expect(prober.receivedPackets).toBeLessThanOrEqual(prober.sentPackets);
    prober.socket.close();
  });

  it('outlives noise, and packets that are nearly right', async () => {
    const random = randomFrom(7);
    const sender = await RawCaller.open({ port: gateway.port, from: '127.0.9.1' });
    const cookie = await sender.induct();
    const bend = (packet: Buffer): Buffer => {
      for (let flips = random(6); flips >= 0; flips -= 1) packet[random(packet.length)] = random(256);
      return packet.subarray(0, random(10) === 0 ? random(packet.length) : packet.length);
    };
    const bent = [
      () => bend(buildInduction(9)),
      () => bend(buildConclusion(9, cookie)),
      () => noise(random, random(1_500)),
    ];
    const memory = await flood(6_000, (index) => sender.send(bent[index % bent.length]?.() ?? Buffer.alloc(0)));
    expect(memory).toBeLessThan(memoryAllowanceMib);
    await expectUnharmed();
    sender.close();
  });

  it('forgets who stopped in the middle of the handshake', async () => {
    const before = await gateway.openSockets();
    const half = await Promise.all(
      Array.from({ length: halfOpen }, (_, index) =>
        RawCaller.open({ port: gateway.port, from: `127.0.10.${index + 1}` }),
      ),
    );
    for (const [index, caller] of half.entries()) caller.sendConclusion(`silent-${index}`, await caller.induct());
    await waitFor('none but the camera is left', async () => (await gateway.openSockets()) === before);
    for (const caller of half) caller.close();
    await expectUnharmed();
  });
});
