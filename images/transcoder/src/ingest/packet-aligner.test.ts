import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotMpegTsError, PacketAligner } from './packet-aligner.ts';
import { packetBytes, syncByte } from './transport-packet.ts';

const packets = (count: number): Buffer => {
  const bytes = Buffer.alloc(count * packetBytes);
  for (let packet = 0; packet < count; packet += 1) {
    bytes[packet * packetBytes] = syncByte;
    bytes.fill(packet % 64, packet * packetBytes + 1, (packet + 1) * packetBytes);
  }
  return bytes;
};

const alignAll = (bytes: Buffer, sizes: readonly number[]): Buffer => {
  const aligner = new PacketAligner();
  const blocks: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    blocks.push(aligner.align(bytes.subarray(at, at + size)));
    at += size;
  }
  return Buffer.concat(blocks);
};

describe('PacketAligner', () => {
  it('gives the same packets whatever pieces they come in', () => {
    const stream = packets(60);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1 }), (sizes) => {
        expect(alignAll(stream, sizes).equals(stream)).toBe(true);
      }),
    );
  });

  it('leaves out a broken packet at the start', () => {
    const stream = packets(30);
    expect(alignAll(stream.subarray(100), [1316]).equals(stream.subarray(packetBytes))).toBe(true);
  });

  it('finds the packets again when bytes are missing', () => {
    const stream = packets(60);
    const broken = Buffer.concat([stream.subarray(0, 20 * packetBytes), stream.subarray(20 * packetBytes + 50)]);
    const aligned = alignAll(broken, [20 * packetBytes]);
    expect(aligned.subarray(-10 * packetBytes).equals(stream.subarray(-10 * packetBytes))).toBe(true);
  });

  it('refuses what has no packets', () => {
    const aligner = new PacketAligner();
    expect(() => aligner.align(Buffer.alloc(70_000, 'GET / HTTP/1.1 '))).toThrow(NotMpegTsError);
  });
});
