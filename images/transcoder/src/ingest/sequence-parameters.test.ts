import { describe, expect, it } from 'vitest';
import { sequenceParameters } from './sequence-parameters.ts';
import { packetBytes } from './transport-packet.ts';

/** A packet that starts a PES packet of video with these bytes. */
const packetOf = (...payload: readonly number[]): Buffer => {
  const packet = Buffer.alloc(packetBytes, 0xff);
  packet.set([0x47, 0x41, 0x00, 0x10, 0, 0, 1, 0xe0, 0, 0, 0x80, 0x00, 0x00, ...payload]);
  return packet;
};
const delimiter = [0, 0, 1, 0x09, 0xf0];

describe('sequenceParameters', () => {
  it.each([
    ['of H.264', 'h264', [...delimiter, 0, 0, 1, 0x67, 0x42, 0x10, 0, 0, 1, 0x68], '674210'],
    ['of HEVC', 'hevc', [0, 0, 1, 0x42, 0x01, 0x33, 0, 0, 1, 0x44], '420133'],
    ['nowhere', 'h264', [...delimiter, 0, 0, 1, 0x65, 0x88], undefined],
    ['cut off by the packet’s end', 'h264', [...delimiter, 0, 0, 1, 0x67, 0x42], undefined],
    ['in an unknown coding', 'other', [0, 0, 1, 0x67, 0x42, 0, 0, 1, 0x68], undefined],
  ] as const)('finds the parameter set %s', (_, coding, payload, parameters) => {
    expect(sequenceParameters(packetOf(...payload), 0, coding)).toBe(parameters);
  });
});
