/**
 * The pods of the gateway's bench: a process that accepts encoders, one a UDP port, acknowledges as libsrt does, and tells
 * how long packets took from the sender's clock to here. Both read the same monotonic clock. It decrypts and keeps nothing.
 *
 *   gateway-sink.ts PORTS      sends the ports to its parent, then answers `measure` and `report`
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import {
  buildControl,
  buildHandshake,
  conclusion,
  controlOf,
  type Handshake,
  induction,
  parseHandshake,
} from '@kubecast/gateway/interop/testing/srt-packet.ts';
import type { SinkReport } from './gateway-load.ts';

const acknowledgeEveryMs = 10;
const bucketUs = 10;
const buckets = new Uint32Array(100_000);
const magic = 0x4a17;
const headerBytes = 16;

interface Peer {
  readonly socket: Socket;
  readonly from: RemoteInfo;
  readonly socketId: number;
  /** Sequence numbers since the last `measure`. */
  first: number;
  last: number;
  received: number;
}

const peers = new Map<string, Peer>();
let backwards = 0;

const answer = (socket: Socket, from: RemoteInfo, request: Handshake): void => {
  const isInduction = request.type === induction;
  const extensionField = isInduction ? magic : 1;
  // The agreed handshake request in an answer has the next type.
  const extensions = isInduction ? Buffer.alloc(0) : Buffer.from(request.extensions.subarray(0, headerBytes));
  if (!isInduction) extensions.writeUInt16BE(2, 0);
  const cookie = 0xc00c1e;
  const packet = buildHandshake({ ...request, version: 5, extensionField, cookie, socketId: 0x5eed, extensions });
  packet.writeUInt32BE(request.socketId, 12);
  socket.send(packet, from.port, from.address);
  if (isInduction || request.type !== conclusion) return;
  const peer = { socket, from, socketId: request.socketId, first: -1, last: -1, received: 0 };
  peers.set(`${socket.address().port} ${from.port}`, peer);
};

const count = (peer: Peer, packet: Buffer): void => {
  const sequence = packet.readUInt32BE(0);
  if (peer.first < 0) peer.first = sequence;
  peer.last = sequence;
  peer.received += 1;
  const sentUs = Number(packet.readBigUInt64BE(headerBytes) / 1_000n);
  const delayUs = Number(process.hrtime.bigint() / 1_000n) - sentUs;
  const bucket = Math.min(buckets.length - 1, Math.max(0, Math.floor(delayUs / bucketUs)));
  buckets[bucket] = (buckets[bucket] ?? 0) + 1;
};

const receive = (socket: Socket, packet: Buffer, from: RemoteInfo): void => {
  const control = controlOf(packet);
  const key = `${socket.address().port} ${from.port}`;
  if (control === undefined) {
    const peer = peers.get(key);
    if (peer) count(peer, packet);
  } else if (control === 'handshake') answer(socket, from, parseHandshake(packet));
  else if (control === 'shutdown') peers.delete(key);
  else if (control === 'ackack') backwards += 1;
};

const open = async (): Promise<Socket> => {
  const socket = createSocket({ type: 'udp4', lookup: (host, _, done) => done(null, host, 4) });
  // Without a resolver to wait for, it listens before `bind` returns.
  const listening = once(socket, 'listening');
  socket.bind(0, '127.0.0.1');
  await listening;
  socket.setRecvBufferSize(4 << 20);
  socket.on('error', () => {}).on('message', (packet, from) => receive(socket, packet, from));
  return socket;
};

/** As large as libsrt's full acknowledgement. */
const acknowledgement = Buffer.alloc(28);

const acknowledgeAll = (): void => {
  for (const { socket, from, socketId } of peers.values()) {
    socket.send(buildControl(2, socketId, acknowledgement), from.port, from.address);
  }
};

const percentileMs = (share: number, total: number): number => {
  let seen = 0;
  const bucket = buckets.findIndex((packets) => {
    seen += packets;
    return seen >= share * total;
  });
  return ((bucket + 1) * bucketUs) / 1_000;
};

const measure = (): void => {
  buckets.fill(0);
  backwards = 0;
  for (const peer of peers.values()) Object.assign(peer, { first: -1, last: -1, received: 0 });
};

const report = (): SinkReport => {
  const all = [...peers.values()].filter((peer) => peer.received > 0);
  const received = all.reduce((sum, peer) => sum + peer.received, 0);
  const sent = all.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const delays = { p50Ms: percentileMs(0.5, received), p99Ms: percentileMs(0.99, received) };
  return { received, streams: all.length, lost: sent - received, acknowledged: backwards, ...delays };
};

const sockets = await Promise.all(Array.from({ length: Number(process.argv[2]) }, open));
const timer = setInterval(acknowledgeAll, acknowledgeEveryMs);
process.on('message', (command) => {
  if (command === 'measure') measure();
  if (command === 'report') process.send?.(report());
});
process.once('disconnect', () => {
  clearInterval(timer);
  for (const socket of sockets) socket.close();
});
process.send?.(sockets.map((socket) => socket.address().port));
