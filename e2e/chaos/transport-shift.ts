/**
 * Moves the clocks of an MPEG transport stream (ISO/IEC 13818-1): PCR, PTS and DTS of whole packets, modulo 2^33 ticks of
 * 90 kHz as an encoder's own clock wraps. Changes the packets in place.
 */

export const packetBytes = 188;
export const ticksPerSecond = 90_000;
/** The clock starts again after this, 26.5 hours. */
export const clockModulus = 2 ** 33;

const isPayloadStart = (packet: Buffer): boolean => ((packet[1] ?? 0) & 0x40) !== 0;
const hasAdaptation = (packet: Buffer): boolean => ((packet[3] ?? 0) & 0x20) !== 0;
const hasPayload = (packet: Buffer): boolean => ((packet[3] ?? 0) & 0x10) !== 0;

const shifted = (ticks: number, by: number): number => (((ticks + by) % clockModulus) + clockModulus) % clockModulus;

/** PCR: 33 bits of 90 kHz, 6 reserved, 9 of 27 MHz; the last 15 bits stay. */
const shiftPcr = (packet: Buffer, by: number): void => {
  const flags = packet[5] ?? 0;
  if (!hasAdaptation(packet) || (packet[4] ?? 0) < 7 || (flags & 0x10) === 0) return;
  const base = packet.readUInt32BE(6) * 2 + ((packet[10] ?? 0) >> 7);
  const moved = shifted(base, by);
  packet.writeUInt32BE(Math.floor(moved / 2), 6);
  packet[10] = ((packet[10] ?? 0) & 0x7f) | ((moved % 2) << 7);
};

/** A timestamp of a PES header: 3, 15 and 15 bits, each followed by a marker bit. */
const shiftStamp = (packet: Buffer, at: number, by: number): void => {
  const [first = 0, second = 0, third = 0] = [packet[at], packet.readUInt16BE(at + 1), packet.readUInt16BE(at + 3)];
  const ticks = ((first >> 1) & 0x07) * 2 ** 30 + (second >> 1) * 2 ** 15 + (third >> 1);
  const moved = shifted(ticks, by);
  packet[at] = (first & 0xf1) | (Math.floor(moved / 2 ** 30) << 1);
  packet.writeUInt16BE(((Math.floor(moved / 2 ** 15) & 0x7fff) << 1) | 1, at + 1);
  packet.writeUInt16BE(((moved & 0x7fff) << 1) | 1, at + 3);
};

/** Only audio and video (stream ids 0xC0 to 0xEF) have the header that the flags stand in. */
const isMediaPes = (packet: Buffer, at: number): boolean => {
  const streamId = packet[at + 3] ?? 0;
  return packet.readUIntBE(at, 3) === 1 && streamId >= 0xc0 && streamId <= 0xef;
};

const shiftPes = (packet: Buffer, by: number): void => {
  if (!isPayloadStart(packet) || !hasPayload(packet)) return;
  const at = hasAdaptation(packet) ? 5 + (packet[4] ?? 0) : 4;
  if (at + 19 > packetBytes || !isMediaPes(packet, at)) return;
  const flags = (packet[at + 7] ?? 0) >> 6;
  if (flags >= 2) shiftStamp(packet, at + 9, by);
  if (flags === 3) shiftStamp(packet, at + 14, by);
};

/** `packets` holds whole packets; `by` is in ticks, negative goes back. */
export const shiftTransport = (packets: Buffer, by: number): void => {
  for (let start = 0; start + packetBytes <= packets.length; start += packetBytes) {
    const packet = packets.subarray(start, start + packetBytes);
    shiftPcr(packet, by);
    shiftPes(packet, by);
  }
};
