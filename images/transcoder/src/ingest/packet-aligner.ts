/**
 * Cuts a byte stream into blocks of whole transport packets, without copying them. The start of the stream may be garbage
 * of less than a packet; later loss of alignment is found again.
 */
import { packetBytes, syncByte } from './transport-packet.ts';

/** So many packets in a row have to start with the sync byte. */
const packetsToTrust = 10;
/** A stream without alignment for so long is none. */
const garbageLimitBytes = 64 * 1024;

/** The bytes are not an MPEG transport stream. */
export class NotMpegTsError extends Error {
  readonly code = 'NotMpegTs';
}

const isAlignedAt = (bytes: Buffer, offset: number): boolean => {
  for (let packet = 0; packet < packetsToTrust; packet += 1) {
    if (bytes[offset + packet * packetBytes] !== syncByte) return false;
  }
  return true;
};

const findAlignment = (bytes: Buffer): number | undefined => {
  const last = bytes.length - packetsToTrust * packetBytes;
  for (let offset = 0; offset <= last; offset += 1) if (isAlignedAt(bytes, offset)) return offset;
  return undefined;
};

const lastPacketStart = (bytes: Buffer): number => Math.floor(bytes.length / packetBytes - 1) * packetBytes;

export class PacketAligner {
  #aligned = false;
  #rest: Buffer = Buffer.alloc(0);

  /** The whole packets that are complete now. Throws {@link NotMpegTsError} when no packets can be found. */
  align(chunk: Buffer): Buffer {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = Buffer.alloc(0);
    return this.#isAligned(bytes) ? this.#take(bytes, 0) : this.#search(bytes);
  }

  /** First and last packet are checked: a slip in between is found with the next block, and decoders get over it. */
  #isAligned(bytes: Buffer): boolean {
    if (!this.#aligned || bytes.length < packetBytes) return this.#aligned;
    return bytes[0] === syncByte && bytes[lastPacketStart(bytes)] === syncByte;
  }

  #search(bytes: Buffer): Buffer {
    this.#aligned = false;
    const offset = findAlignment(bytes);
    if (offset !== undefined) {
      this.#aligned = true;
      return this.#take(bytes, offset);
    }
    if (bytes.length > garbageLimitBytes) {
      throw new NotMpegTsError('No MPEG transport stream in what the encoder sends: set its output format to MPEG-TS');
    }
    this.#rest = bytes;
    return Buffer.alloc(0);
  }

  #take(bytes: Buffer, from: number): Buffer {
    const end = from + Math.floor((bytes.length - from) / packetBytes) * packetBytes;
    this.#rest = bytes.subarray(end);
    return bytes.subarray(from, end);
  }
}
