/** Whether a video access unit is one at which decoding can start. Pure. */
import type { VideoCoding } from './program-tables.ts';
import { elementaryStart, isRandomAccess, packetBytes } from './transport-packet.ts';

/** NAL unit types that only come with a keyframe: H.264 IDR and SPS (7.4.1), HEVC IRAP, VPS and SPS (7.4.2.2). */
const keyframeUnit: Readonly<Record<VideoCoding, (header: number) => boolean>> = {
  h264: (header) => [5, 7].includes(header & 0x1f),
  hevc: (header) => {
    const type = (header >> 1) & 0x3f;
    return (type >= 16 && type <= 21) || type === 32 || type === 33;
  },
  other: () => false,
};

const hasKeyframeUnit = (bytes: Buffer, from: number, to: number, coding: VideoCoding): boolean => {
  const isKeyframeUnit = keyframeUnit[coding];
  for (let index = from; index + 3 < to; index += 1) {
    const isStartCode = bytes[index] === 0 && bytes[index + 1] === 0 && bytes[index + 2] === 1;
    if (isStartCode && isKeyframeUnit(bytes.readUInt8(index + 3))) return true;
  }
  return false;
};

/**
 * For the packet at `at`, in which a video access unit starts. The header's flag is believed; muxers that never set it are
 * served by a look at the NAL units in this packet, where parameter sets are.
 */
export const startsKeyframe = (bytes: Buffer, at: number, coding: VideoCoding): boolean =>
  isRandomAccess(bytes, at) || hasKeyframeUnit(bytes, elementaryStart(bytes, at), at + packetBytes, coding);
