/** What an epoch's initialisation section says of its media. Pure. */
import { BoxError, childrenOf, readBoxes, requireBox, wholeOf } from '@kubecast/media/boxes';
import { readAudioEntry, visualEntryBytes } from '@kubecast/media/codecs';
import { type InitSection, readInitSection, trackKind } from '@kubecast/media/init-section';

export interface EpochInit {
  readonly section: InitSection;
  /** The `stsd` boxes. */
  readonly videoDescription: Buffer;
  readonly audioDescription: Buffer;
  /** Content of `avcC`: profile, level and parameter sets. */
  readonly videoConfiguration: Buffer;
  /** Codec, channels and sample rate: sound of another kind cannot stand in the same track. */
  readonly audioForm: string;
}

const descriptionOf = (bytes: Buffer, kind: 'video' | 'audio'): Buffer => {
  const moov = requireBox(bytes, wholeOf(bytes), 'moov');
  const trak = childrenOf(bytes, moov).find((box) => box.type === 'trak' && trackKind(bytes, box) === kind);
  if (!trak) throw new BoxError(`The initialisation section has no ${kind} track`);
  const stsd = requireBox(bytes, trak, 'mdia', 'minf', 'stbl', 'stsd');
  return bytes.subarray(stsd.start, stsd.end);
};

const entryOf = (description: Buffer) => {
  const [entry] = readBoxes(description, 16, description.length);
  if (!entry) throw new BoxError('A track of the initialisation section has no sample entry');
  return entry;
};

const videoConfigurationOf = (description: Buffer): Buffer => {
  const entry = entryOf(description);
  const avcC = requireBox(description, { ...entry, body: entry.body + visualEntryBytes }, 'avcC');
  return description.subarray(avcC.body, avcC.end);
};

/** Sound is placed by samples: its times have to count them. */
const audioFormOf = (description: Buffer, { audio }: InitSection): string => {
  const entry = entryOf(description);
  const [channels, rate] = [description.readUInt16BE(entry.body + 16), description.readUInt16BE(entry.body + 24)];
  if (audio.timescale !== rate) throw new BoxError(`Sound of ${rate} Hz has ${audio.timescale} ticks a second`);
  return `${readAudioEntry(description, entry)} ${channels} ${rate}`;
};

/** Throws `BoxError` or `RangeError` for what is no initialisation section of H.264 and AAC. */
export const readEpochInit = (bytes: Buffer): EpochInit => {
  const [videoDescription, audioDescription] = [descriptionOf(bytes, 'video'), descriptionOf(bytes, 'audio')];
  const section = readInitSection(bytes);
  return {
    section,
    videoDescription,
    audioDescription,
    videoConfiguration: videoConfigurationOf(videoDescription),
    audioForm: audioFormOf(audioDescription, section),
  };
};
