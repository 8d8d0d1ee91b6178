/** Reads what low latency adds to a media playlist (draft-pantos-hls-rfc8216bis, sections 4.4.3 to 4.4.5). */
import { commonTagReaders, linesOf, parseAttributes, splitTag, type TagReaders } from './playlist-tags.ts';

/** A part (EXT-X-PART) as announced. */
export interface ListedPart {
  /** Media sequence number of its segment, which may not be listed yet. */
  readonly sequence: number;
  /** From 0 within its segment, of those that are listed. */
  readonly index: number;
  readonly uri: string;
  readonly durationSeconds: number;
  readonly isIndependent: boolean;
  readonly isGap: boolean;
}

export interface LowLatencyPlaylist {
  /** Seconds; undefined where a tag or attribute is absent. */
  readonly partTarget: number | undefined;
  readonly holdBack: number | undefined;
  readonly partHoldBack: number | undefined;
  readonly canSkipUntil: number | undefined;
  readonly canBlockReload: boolean;
  readonly targetDuration: number;
  readonly version: number;
  readonly mediaSequence: number;
  /** Of EXT-X-SKIP; 0 for a full playlist. */
  readonly skippedSegments: number;
  readonly parts: readonly ListedPart[];
  /** Listed segments in order, without those that are skipped. */
  readonly segments: readonly { readonly sequence: number; readonly uri: string; readonly durationSeconds: number }[];
  /** The part that EXT-X-PRELOAD-HINT announces. */
  readonly hint: string | undefined;
  readonly ended: boolean;
  /** What the last line that names media is. */
  readonly endsWith: 'segment' | 'part' | 'hint' | 'nothing';
}

interface Reading {
  readonly playlist: { -readonly [key in keyof LowLatencyPlaylist]: LowLatencyPlaylist[key] };
  readonly parts: ListedPart[];
  readonly segments: { sequence: number; uri: string; durationSeconds: number }[];
  durationSeconds: number;
  partIndex: number;
}

type Attributes = Readonly<Record<string, string>>;

const numberOf = (attributes: Attributes, name: string): number | undefined =>
  attributes[name] === undefined ? undefined : Number(attributes[name]);

const nextSequence = ({ playlist, segments }: Reading): number =>
  playlist.mediaSequence + playlist.skippedSegments + segments.length;

const readServerControl = ({ playlist }: Reading, attributes: Attributes): void => {
  playlist.holdBack = numberOf(attributes, 'HOLD-BACK');
  playlist.partHoldBack = numberOf(attributes, 'PART-HOLD-BACK');
  playlist.canSkipUntil = numberOf(attributes, 'CAN-SKIP-UNTIL');
  playlist.canBlockReload = attributes['CAN-BLOCK-RELOAD'] === 'YES';
};

const readPart = (reading: Reading, attributes: Attributes): void => {
  reading.parts.push({
    sequence: nextSequence(reading),
    index: reading.partIndex,
    uri: attributes.URI ?? '',
    durationSeconds: numberOf(attributes, 'DURATION') ?? Number.NaN,
    isIndependent: attributes.INDEPENDENT === 'YES',
    isGap: attributes.GAP === 'YES',
  });
  reading.partIndex += 1;
  reading.playlist.endsWith = 'part';
};

const readHint = ({ playlist }: Reading, attributes: Attributes): void => {
  if (attributes.TYPE !== 'PART') return;
  playlist.hint = attributes.URI;
  playlist.endsWith = 'hint';
};

const tagReaders: TagReaders<Reading> = {
  ...commonTagReaders,
  '#EXT-X-PART-INF': ({ playlist }, value) => {
    playlist.partTarget = numberOf(parseAttributes(value), 'PART-TARGET');
  },
  '#EXT-X-SKIP': ({ playlist }, value) => {
    playlist.skippedSegments = numberOf(parseAttributes(value), 'SKIPPED-SEGMENTS') ?? 0;
  },
  '#EXTINF': (reading, value) => {
    reading.durationSeconds = Number.parseFloat(value);
  },
  '#EXT-X-SERVER-CONTROL': (reading, value) => readServerControl(reading, parseAttributes(value)),
  '#EXT-X-PART': (reading, value) => readPart(reading, parseAttributes(value)),
  '#EXT-X-PRELOAD-HINT': (reading, value) => readHint(reading, parseAttributes(value)),
};

const readLine = (reading: Reading, line: string): void => {
  if (line.startsWith('#')) {
    const [tag, value] = splitTag(line);
    tagReaders[tag]?.(reading, value);
    return;
  }
  reading.segments.push({ sequence: nextSequence(reading), uri: line, durationSeconds: reading.durationSeconds });
  reading.partIndex = 0;
  reading.playlist.endsWith = 'segment';
};

/** Reads a full or a delta playlist. */
export const parseLowLatencyPlaylist = (text: string): LowLatencyPlaylist => {
  const [parts, segments]: [ListedPart[], Reading['segments']] = [[], []];
  const absent = { partTarget: undefined, holdBack: undefined, partHoldBack: undefined, canSkipUntil: undefined };
  const numbers = { targetDuration: Number.NaN, version: 1, mediaSequence: 0, skippedSegments: 0 };
  const playlist = {
    ...absent,
    ...numbers,
    parts,
    segments,
    hint: undefined,
    canBlockReload: false,
    ended: false,
    endsWith: 'nothing' as const,
  };
  const reading: Reading = { playlist, parts, segments, durationSeconds: Number.NaN, partIndex: 0 };
  for (const line of linesOf(text)) readLine(reading, line);
  return reading.playlist;
};
