/**
 * SRT packets put together by hand, for what no libsrt can be made to send: a chosen socket id, a false cookie, a stream id of
 * any bytes. Deliberately independent of the gateway's own codec, which it checks. Wire format: draft-sharabayko-srt-01, 3.
 */

/** Handshake types on the wire; a refusal is any other of 1000 and more. */
export const induction = 1;
export const conclusion = 0xffff_ffff;

/** Control types. */
const controlTypes = new Map([
  [0, 'handshake'],
  [1, 'keepalive'],
  [2, 'ack'],
  [3, 'nak'],
  [5, 'shutdown'],
  [6, 'ackack'],
] as const);

export type Control = 'handshake' | 'keepalive' | 'ack' | 'nak' | 'shutdown' | 'ackack' | 'other';

const headerBytes = 16;
const handshakeBytes = 48;
const srtVersion = 0x0001_0501;

/** Extension types. */
const handshakeRequest = 1;
const handshakeResponse = 2;
const keyMaterialRequest = 3;
const streamIdExtension = 5;

/** Live mode with its timestamps both ways, encryption, packet drop, periodic NAK, retransmission flag and filter. */
const liveFlags = 0xbf;

export interface Handshake {
  readonly version: number;
  /** Flags of a conclusion; in an induction 2, and in its answer SRT's magic. */
  readonly extensionField: number;
  readonly type: number;
  readonly socketId: number;
  readonly cookie: number;
  readonly initialSequence: number;
  readonly extensions: Buffer;
}

/** A control packet. Its header ends with the destination's socket id. */
export const buildControl = (type: number, destination: number, body: Buffer = Buffer.alloc(4)): Buffer => {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16BE(0x8000 | type, 0);
  header.writeUInt32BE(destination, 12);
  return Buffer.concat([header, body]);
};

export const buildKeepalive = (destination: number): Buffer => buildControl(1, destination);
export const buildShutdown = (destination: number): Buffer => buildControl(5, destination);

/** From a caller to a listener: the destination is 0. */
export const buildHandshake = (handshake: Handshake): Buffer => {
  const body = Buffer.alloc(handshakeBytes);
  const { version, extensionField, initialSequence, type, socketId, cookie } = handshake;
  const maximumPacket = 1500;
  const window = 8192;
  body.writeUInt32BE(version, 0);
  body.writeUInt16BE(extensionField, 6);
  const words = [initialSequence, maximumPacket, window, type, socketId, cookie];
  for (const [index, word] of words.entries()) body.writeUInt32BE(word >>> 0, 8 + index * 4);
  return buildControl(0, 0, Buffer.concat([body, handshake.extensions]));
};

const buildExtension = (type: number, content: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(content.length / 4, 2);
  return Buffer.concat([head, content]);
};

/** libsrt sends strings as little-endian words. */
const swapWords = (bytes: Buffer): Buffer => {
  const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
  bytes.copy(padded);
  return padded.swap32();
};

/** A request for `latencyMs` both ways, with the stream id when there is one, and key material that opens nothing. */
export const buildExtensions = (latencyMs: number, streamId?: Buffer, keyMaterial?: Buffer): Buffer => {
  const request = Buffer.alloc(12);
  request.writeUInt32BE(srtVersion, 0);
  request.writeUInt32BE(liveFlags, 4);
  request.writeUInt32BE((latencyMs << 16) | latencyMs, 8);
  return Buffer.concat([
    buildExtension(handshakeRequest, request),
    ...(keyMaterial ? [buildExtension(keyMaterialRequest, keyMaterial)] : []),
    ...(streamId ? [buildExtension(streamIdExtension, swapWords(streamId))] : []),
  ]);
};

/** Key material of AES-128 in the right form, wrapped with nobody's passphrase. */
export const buildStrangeKeyMaterial = (): Buffer => {
  const head = Buffer.from('12202901' + '00000000' + '02000200' + '00000404', 'hex');
  return Buffer.concat([head, Buffer.alloc(16, 0x5a), Buffer.alloc(24, 0xa5)]);
};

/** A data packet that is a message of its own. `timestampUs` counts from the connection's start. */
export const buildData = (sequence: number, timestampUs: number, destination: number, payload: Buffer): Buffer => {
  const header = Buffer.alloc(headerBytes);
  const whole = 0xc000_0000;
  header.writeUInt32BE(sequence & 0x7fff_ffff, 0);
  header.writeUInt32BE((whole | (1 + (sequence & 0x03ff_fffe))) >>> 0, 4);
  header.writeUInt32BE(timestampUs >>> 0, 8);
  header.writeUInt32BE(destination, 12);
  return Buffer.concat([header, payload]);
};

/** What a control packet is; undefined of data and of what is too short. */
export const controlOf = (packet: Buffer): Control | undefined => {
  if (packet.length < headerBytes || packet.readUInt8(0) < 0x80) return undefined;
  return controlTypes.get((packet.readUInt16BE(0) & 0x7fff) as 0) ?? 'other';
};

/** For whom a packet is. */
export const destinationOf = (packet: Buffer): number => packet.readUInt32BE(12);

/** Of a packet that `controlOf` calls a handshake. */
export const parseHandshake = (packet: Buffer): Handshake => {
  const body = packet.subarray(headerBytes);
  return {
    version: body.readUInt32BE(0),
    extensionField: body.readUInt16BE(6),
    initialSequence: body.readUInt32BE(8),
    type: body.readUInt32BE(20),
    socketId: body.readUInt32BE(24),
    cookie: body.readUInt32BE(28),
    extensions: body.subarray(handshakeBytes),
  };
};

/** The latency that a listener agreed to, from its answer's extension; undefined without one. */
export const agreedLatencyMs = ({ extensions }: Handshake): number | undefined => {
  for (let at = 0; at + 4 <= extensions.length; at += 4 + extensions.readUInt16BE(at + 2) * 4) {
    if (extensions.readUInt16BE(at) === handshakeResponse) return extensions.readUInt16BE(at + 14);
  }
  return undefined;
};
