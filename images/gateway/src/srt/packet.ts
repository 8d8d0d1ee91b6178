/**
 * SRT's packet header, the 16 bytes before everything: draft-sharabayko-srt-01, section 3. All numbers are big-endian.
 *
 *     0  1 bit: control; 15 bits: control type (control) or 31 bits: sequence number (data)
 *     4  type-specific information
 *     8  timestamp, microseconds
 *    12  destination socket id; 0 while the caller does not know the listener's
 */

export const headerBytes = 16;
const destinationOffset = 12;

const controlFlag = 0x8000;

/** Control types (section 3.2) that the gateway knows; it relays the others without a look. */
export const controlTypes = { handshake: 0, shutdown: 5 } as const;

/** True when the packet is long enough to have a header. */
export const hasHeader = (packet: Buffer): boolean => packet.length >= headerBytes;

/** The socket id that the packet is for; 0 in a caller's handshake. Needs a header. */
export const destinationOf = (packet: Buffer): number => packet.readUInt32BE(destinationOffset);

/** Needs a header. */
export const isHandshake = (packet: Buffer): boolean => packet.readUInt16BE(0) === controlFlag + controlTypes.handshake;

/** Needs a header. */
export const isShutdown = (packet: Buffer): boolean => packet.readUInt16BE(0) === controlFlag + controlTypes.shutdown;

/** A control packet without its contents. `contentBytes` are zero. */
export const buildControl = (type: number, destination: number, contentBytes: number): Buffer => {
  const packet = Buffer.alloc(headerBytes + contentBytes);
  packet.writeUInt16BE(controlFlag + type, 0);
  packet.writeUInt32BE(destination, destinationOffset);
  return packet;
};

/** libsrt pads every control packet that has no contents with one word. */
const paddingBytes = 4;

/** Ends the connection for the socket that it is addressed to (section 3.2.7). */
export const buildShutdown = (destination: number): Buffer =>
  buildControl(controlTypes.shutdown, destination, paddingBytes);
