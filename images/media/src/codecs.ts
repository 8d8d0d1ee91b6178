/** Codec strings from sample entries (RFC 6381; ISO/IEC 14496-15 annex E for `avc1`). Pure. */
import { type Box, BoxError, requireBox } from './boxes.ts';

/** What an initialisation section says of its video and audio, as EXT-X-STREAM-INF wants it. */
export interface TrackCodecs {
  /** Such as `avc1.64001f`. */
  readonly video: string;
  /** Such as `mp4a.40.2`. */
  readonly audio: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** From an `avcC` box: profile, constraints and level follow its version byte. */
export const avcCodec = (bytes: Buffer, avcC: Box): string =>
  `avc1.${[1, 2, 3].map((offset) => hex(bytes.readUInt8(avcC.body + offset))).join('')}`;

interface Descriptor {
  readonly tag: number;
  readonly body: number;
}

/** A descriptor's length has 7 bits a byte, as long as the top bit is set (ISO/IEC 14496-1, 8.3.3). */
const descriptorAt = (bytes: Buffer, at: number): Descriptor => {
  let body = at + 1;
  while (bytes.readUInt8(body) & 0x80) body += 1;
  return { tag: bytes.readUInt8(at), body: body + 1 };
};

const expectTag = ({ tag, body }: Descriptor, expected: number): number => {
  if (tag !== expected) throw new BoxError(`Descriptor ${tag} where ${expected} should be in esds`);
  return body;
};

/** Bytes of an ES_Descriptor before its children, without the optional fields, which FFmpeg never writes. */
const elementaryStreamBytes = 3;
const decoderConfigBytes = 13;

/** From an `esds` box: the object type indication, then the audio object type of the decoder's own configuration. */
export const aacCodec = (bytes: Buffer, esds: Box): string => {
  const stream = expectTag(descriptorAt(bytes, esds.body + 4), 0x03);
  const decoder = expectTag(descriptorAt(bytes, stream + elementaryStreamBytes), 0x04);
  const specific = expectTag(descriptorAt(bytes, decoder + decoderConfigBytes), 0x05);
  const objectType = bytes.readUInt8(specific) >> 3;
  return `mp4a.${hex(bytes.readUInt8(decoder))}.${objectType}`;
};

/** Where a sample entry's boxes start, after its fixed fields (ISO/IEC 14496-12, 12.1.3 and 12.2.3). */
export const visualEntryBytes = 78;
const audioEntryBytes = 28;

/** The codec string and size of an `avc1` sample entry. */
export const readVisualEntry = (bytes: Buffer, entry: Box): Pick<TrackCodecs, 'video' | 'width' | 'height'> => ({
  video: avcCodec(bytes, requireBox(bytes, { ...entry, body: entry.body + visualEntryBytes }, 'avcC')),
  width: bytes.readUInt16BE(entry.body + 24),
  height: bytes.readUInt16BE(entry.body + 26),
});

/** The codec string of an `mp4a` sample entry. */
export const readAudioEntry = (bytes: Buffer, entry: Box): string =>
  aacCodec(bytes, requireBox(bytes, { ...entry, body: entry.body + audioEntryBytes }, 'esds'));
