/**
 * MPEG-2 transport stream packets (ISO/IEC 13818-1, 2.4.3), read in place: `at` is where a packet starts in `bytes`. Only
 * what is needed to follow one video stream and to find its random access points; nothing is decoded.
 */

export const packetBytes = 188;
export const syncByte = 0x47;
/** Ticks a second of presentation times, which wrap at 2^33. */
export const ptsTicksPerSecond = 90_000;
export const ptsWrap = 2 ** 33;

/** Missing bytes read as 0, which no rule below takes for anything. */
const byteAt = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

export const packetPid = (bytes: Uint8Array, at: number): number =>
  ((byteAt(bytes, at + 1) & 0x1f) << 8) | byteAt(bytes, at + 2);

/** True when a section or a PES packet starts in this packet. */
export const startsUnit = (bytes: Uint8Array, at: number): boolean => (byteAt(bytes, at + 1) & 0x40) !== 0;

/** True when the adaptation field says that decoding can start here. */
export const isRandomAccess = (bytes: Uint8Array, at: number): boolean =>
  (byteAt(bytes, at + 3) & 0x20) !== 0 && byteAt(bytes, at + 4) > 0 && (byteAt(bytes, at + 5) & 0x40) !== 0;

/** Where the packet's payload starts; the packet's end when it has none. */
export const payloadStart = (bytes: Uint8Array, at: number): number => {
  const control = byteAt(bytes, at + 3) & 0x30;
  if (control === 0x10) return at + 4;
  if (control === 0x30) return Math.min(at + 5 + byteAt(bytes, at + 4), at + packetBytes);
  return at + packetBytes;
};

const isPesStart = (bytes: Uint8Array, start: number): boolean =>
  byteAt(bytes, start) === 0 && byteAt(bytes, start + 1) === 0 && byteAt(bytes, start + 2) === 1;

/** The presentation time of the PES packet that starts in this packet, in 90 kHz ticks; undefined when it has none. */
export const presentationTime = (bytes: Uint8Array, at: number): number | undefined => {
  const start = payloadStart(bytes, at);
  if (start + 14 > at + packetBytes || !isPesStart(bytes, start) || (byteAt(bytes, start + 7) & 0x80) === 0)
    return undefined;
  const high = (byteAt(bytes, start + 9) >> 1) & 0x07;
  const middle = ((byteAt(bytes, start + 10) << 8) | byteAt(bytes, start + 11)) >> 1;
  const low = ((byteAt(bytes, start + 12) << 8) | byteAt(bytes, start + 13)) >> 1;
  return high * 2 ** 30 + middle * 2 ** 15 + low;
};

/** Where the elementary stream's bytes start in a packet that starts a PES packet. */
export const elementaryStart = (bytes: Uint8Array, at: number): number => {
  const start = payloadStart(bytes, at);
  return Math.min(start + 9 + byteAt(bytes, start + 8), at + packetBytes);
};

/** `later - earlier` in ticks on the wrapping clock, from -2^32 to 2^32. */
export const ticksBetween = (earlier: number, later: number): number => {
  const difference = (((later - earlier) % ptsWrap) + ptsWrap) % ptsWrap;
  return difference > ptsWrap / 2 ? difference - ptsWrap : difference;
};
