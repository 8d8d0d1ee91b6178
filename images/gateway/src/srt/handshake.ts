/**
 * SRT's handshake (draft-sharabayko-srt-01, section 3.2.1), as far as a gateway needs it. After the header come twelve words:
 *
 *    16  version: 4 in the caller's induction, 5 afterwards
 *    20  encryption field (16 bits), extension field (16 bits)
 *    24  initial sequence number    28  MTU    32  flow window
 *    36  handshake type
 *    40  the sender's socket id
 *    44  cookie
 *    48  peer's address, four words
 *    64  extensions: type (16 bits), length in words (16 bits), contents
 *
 * A gateway relays the handshake as it came, extensions included, but for the cookie.
 */
import { headerBytes, isHandshake } from './packet.ts';

export const handshakeBytes = 64;

/** Handshake types; numbers from 1000 on are refusals, see `rejection.ts`. */
export const handshakeTypes = { induction: 1, conclusion: 0xffff_ffff, firstRefusal: 1000 } as const;

export const handshakeVersion = 5;
const callerInductionVersion = 4;
/** In the extension field of an induction: says that a version 5 handshake may follow. */
const magic = 0x4a17;
/** In a caller's induction: the socket type of UDT, datagrams. */
const datagrams = 2;

/** Extension field of a conclusion: key material follows. */
const keyMaterialFlag = 2;
const streamIdExtension = 5;

const offsets = { version: 16, field: 20, extensions: 22, type: 36, socketId: 40, cookie: 44 } as const;

export interface Handshake {
  readonly version: number;
  readonly type: number;
  /** Of whoever sent it. */
  readonly socketId: number;
  readonly cookie: number;
}

/** Undefined for what is no handshake. Needs nothing of the packet. */
export const parseHandshake = (packet: Buffer): Handshake | undefined => {
  if (packet.length < handshakeBytes || !isHandshake(packet)) return undefined;
  return {
    version: packet.readUInt32BE(offsets.version),
    type: packet.readUInt32BE(offsets.type),
    socketId: packet.readUInt32BE(offsets.socketId),
    cookie: packet.readUInt32BE(offsets.cookie),
  };
};

/** Whether the caller of a version 5 conclusion has a passphrase. */
export const isEncrypted = (conclusion: Buffer): boolean =>
  (conclusion.readUInt16BE(offsets.extensions) & keyMaterialFlag) !== 0;

/** What a conclusion's extension of one type holds; undefined when it has none or is cut off. */
const findExtension = (conclusion: Buffer, wanted: number): Buffer | undefined => {
  let at = handshakeBytes;
  while (at + 4 <= conclusion.length) {
    const end = at + 4 + 4 * conclusion.readUInt16BE(at + 2);
    if (end > conclusion.length) return undefined;
    if (conclusion.readUInt16BE(at) === wanted) return conclusion.subarray(at + 4, end);
    at = end;
  }
  return undefined;
};

/** The stream id of a conclusion as the caller wrote it; undefined when it sent none. */
export const readStreamId = (conclusion: Buffer): string | undefined => {
  const contents = findExtension(conclusion, streamIdExtension);
  if (!contents) return undefined;
  // libsrt writes the bytes of each word in reverse and fills the last one with zeros.
  return Buffer.from(contents).swap32().toString('utf8').replace(/\0+$/, '');
};

/** What a listener answers to an induction: the same with its cookie, a version, and the caller as its destination. */
export const buildInductionAnswer = (induction: Buffer, cookie: number): Buffer => {
  const answer = Buffer.from(induction);
  answer.writeUInt32BE(answer.readUInt32BE(offsets.socketId), headerBytes - 4);
  answer.writeUInt32BE(handshakeVersion, offsets.version);
  answer.writeUInt32BE(magic, offsets.field);
  answer.writeUInt32BE(cookie, offsets.cookie);
  return answer;
};

/** The induction that the caller of this conclusion would have sent to the pod. */
export const buildInduction = (conclusion: Buffer): Buffer => {
  const induction = Buffer.from(conclusion.subarray(0, handshakeBytes));
  induction.writeUInt32BE(callerInductionVersion, offsets.version);
  induction.writeUInt32BE(datagrams, offsets.field);
  induction.writeUInt32BE(handshakeTypes.induction, offsets.type);
  induction.writeUInt32BE(0, offsets.cookie);
  return induction;
};

/** Changes the cookie where it stands: the packet is the gateway's own. */
export const replaceCookie = (conclusion: Buffer, cookie: number): void => {
  conclusion.writeUInt32BE(cookie, offsets.cookie);
};

/** A refusal as a listener sends it: the conclusion's first 48 bytes of contents with another type, to the caller. */
export const buildRefusal = (conclusion: Buffer, type: number): Buffer => {
  const refusal = Buffer.from(conclusion.subarray(0, handshakeBytes));
  refusal.writeUInt32BE(0, headerBytes - 8);
  refusal.writeUInt32BE(refusal.readUInt32BE(offsets.socketId), headerBytes - 4);
  refusal.writeUInt32BE(type, offsets.type);
  return refusal;
};
