/** What a reader of fragments needs from an initialisation section (ftyp and moov) of one H.264 and one AAC track. Pure. */
import { type Box, BoxError, childrenOf, readBoxes, requireBox, wholeOf } from './boxes.ts';
import { readAudioEntry, readVisualEntry, type TrackCodecs } from './codecs.ts';

export interface Track {
  readonly id: number;
  readonly kind: 'video' | 'audio';
  /** Ticks a second. */
  readonly timescale: number;
  /** From `trex`: what a fragment means when it says nothing. */
  readonly defaultDuration: number;
  readonly defaultFlags: number;
}

export interface InitSection {
  readonly codecs: TrackCodecs;
  readonly video: Track;
  readonly audio: Track;
}

/** `mdhd` and `tkhd` of version 1 have two 8-byte times where version 0 has 4-byte ones. */
const afterTimes = (bytes: Buffer, box: Box): number => box.body + 4 + (bytes.readUInt8(box.body) === 1 ? 16 : 8);

const handlerKinds: ReadonlyMap<string, Track['kind']> = new Map([
  ['vide', 'video'],
  ['soun', 'audio'],
]);

/** What a `trak` holds; undefined for anything but picture and sound. */
export const trackKind = (bytes: Buffer, trak: Box): Track['kind'] | undefined => {
  const handler = requireBox(bytes, trak, 'mdia', 'hdlr');
  return handlerKinds.get(bytes.toString('latin1', handler.body + 8, handler.body + 12));
};

/** Ticks a second of a `trak`'s media. */
export const trackTimescale = (bytes: Buffer, trak: Box): number =>
  bytes.readUInt32BE(afterTimes(bytes, requireBox(bytes, trak, 'mdia', 'mdhd')));

const trexOf = (bytes: Buffer, moov: Box, id: number): Pick<Track, 'defaultDuration' | 'defaultFlags'> => {
  const mvex = requireBox(bytes, moov, 'mvex');
  const trex = childrenOf(bytes, mvex).find(({ type, body }) => type === 'trex' && bytes.readUInt32BE(body + 4) === id);
  if (!trex) throw new BoxError(`Track ${id} has no trex: the file is not fragmented`);
  return { defaultDuration: bytes.readUInt32BE(trex.body + 12), defaultFlags: bytes.readUInt32BE(trex.body + 20) };
};

const readTrack = (bytes: Buffer, moov: Box, trak: Box): Track | undefined => {
  const kind = trackKind(bytes, trak);
  if (!kind) return undefined;
  const id = bytes.readUInt32BE(afterTimes(bytes, requireBox(bytes, trak, 'tkhd')));
  return { id, kind, timescale: trackTimescale(bytes, trak), ...trexOf(bytes, moov, id) };
};

const sampleEntry = (bytes: Buffer, trak: Box, type: string): Box => {
  const stsd = requireBox(bytes, trak, 'mdia', 'minf', 'stbl', 'stsd');
  const entry = readBoxes(bytes, stsd.body + 8, stsd.end).find((box) => box.type === type);
  if (!entry) throw new BoxError(`The initialisation section has no ${type} sample entry`);
  return entry;
};

/** Throws {@link BoxError} when there is not one H.264 and one AAC track. */
export const readInitSection = (bytes: Buffer): InitSection => {
  const moov = requireBox(bytes, wholeOf(bytes), 'moov');
  const traks = childrenOf(bytes, moov).filter(({ type }) => type === 'trak');
  const find = (kind: Track['kind']): { trak: Box; track: Track } => {
    const trak = traks.find((candidate) => trackKind(bytes, candidate) === kind);
    const track = trak && readTrack(bytes, moov, trak);
    if (!track) throw new BoxError(`The initialisation section has no ${kind} track`);
    return { trak, track };
  };
  const video = find('video');
  const audio = find('audio');
  return {
    codecs: {
      ...readVisualEntry(bytes, sampleEntry(bytes, video.trak, 'avc1')),
      audio: readAudioEntry(bytes, sampleEntry(bytes, audio.trak, 'mp4a')),
    },
    video: video.track,
    audio: audio.track,
  };
};
