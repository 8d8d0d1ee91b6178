/** The sequence parameters that come with a keyframe: while they stay the same, so do size, shape and rate of the picture. Pure. */
import type { VideoCoding } from './program-tables.ts';
import { elementaryStart, packetBytes } from './transport-packet.ts';

/** NAL unit type SPS: H.264 7.4.1, HEVC 7.4.2.2. */
const isParameterSet: Readonly<Record<VideoCoding, (header: number) => boolean>> = {
  h264: (header) => (header & 0x1f) === 7,
  hevc: (header) => ((header >> 1) & 0x3f) === 33,
  other: () => false,
};

const startCode = Buffer.from([0, 0, 1]);

/**
 * For the packet at `at`, in which a video access unit starts: its parameter set in hexadecimal. Undefined where there is none, or
 * where it does not end in this packet: what is cut off might be cut off elsewhere the next time.
 */
export const sequenceParameters = (bytes: Buffer, at: number, coding: VideoCoding): string | undefined => {
  const packet = bytes.subarray(elementaryStart(bytes, at), at + packetBytes);
  let unit = packet.indexOf(startCode);
  while (unit !== -1) {
    const next = packet.indexOf(startCode, unit + 3);
    const isSet = unit + 3 < packet.length && isParameterSet[coding](packet.readUInt8(unit + 3));
    if (isSet) return next === -1 ? undefined : packet.toString('hex', unit + 3, next);
    unit = next;
  }
  return undefined;
};
