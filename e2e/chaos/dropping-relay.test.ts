import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DroppingRelay } from './dropping-relay.ts';

const media = Buffer.alloc(20, 1);
const control = Buffer.alloc(20, 0x80);

describe('DroppingRelay', () => {
  let cluster: Socket;
  let relay: DroppingRelay;
  let encoders: Socket[];
  let senders: number[];
  let answers: number;

  beforeEach(async () => {
    [encoders, senders, answers] = [[], [], 0];
    cluster = createSocket('udp4');
    cluster.bind(0, '127.0.0.1');
    await once(cluster, 'listening');
    cluster.on('message', (packet, { port, address }) => {
      senders.push(port);
      cluster.send(packet, port, address);
    });
    relay = await DroppingRelay.start({ host: '127.0.0.1', port: cluster.address().port });
  });

  afterEach(() => {
    relay.stop();
    for (const socket of [cluster, ...encoders]) socket.close();
  });

  const encoder = (): Socket => {
    const socket = createSocket('udp4');
    encoders.push(socket);
    socket.on('message', () => {
      answers += 1;
    });
    return socket;
  };
  const send = (socket: Socket, packet: Buffer): void => socket.send(packet, relay.address.port, relay.address.host);
  const answered = (count: number) => waitFor(`${count} answers`, () => answers === count);

  it('passes packets both ways, each encoder from a port of its own', async () => {
    const [one, two] = [encoder(), encoder()];
    send(one, control);
    await answered(1);
    send(two, media);
    await answered(2);
    send(one, media);
    await answered(3);
    expect(new Set(senders).size).toBe(2);
    expect(senders[0]).toBe(senders[2]);
    expect(relay.flows.every(({ firstMediaMs, lastAnswerMs }) => firstMediaMs && lastAnswerMs)).toBe(true);
  });

  it('loses packets while it is told to', async () => {
    const one = encoder();
    relay.isDropping = true;
    send(one, media);
    await waitFor('the packet has come', () => relay.flows.length === 1);
    relay.isDropping = false;
    send(one, media);
    await answered(1);
    expect(senders).toHaveLength(1);
  });

  it('loses for ever the flows that it was told to, and lets a new one through', async () => {
    const [one, two] = [encoder(), encoder()];
    send(one, media);
    await answered(1);
    relay.loseFlows();
    send(one, media);
    send(two, media);
    await answered(2);
    expect(new Set(senders).size).toBe(2);
  });
});
