/** Reads HLS playlists (draft-pantos-hls-rfc8216bis, section 4) as a client does: tags that it does not know are passed over. */
import {
  commonTagReaders,
  decimalInteger,
  linesOf,
  parseAttributes,
  splitTag,
  type TagReaders,
} from './playlist-tags.ts';

/** A segment as the playlist announces it. */
export interface ListedSegment {
  /** Its media sequence number. */
  readonly sequence: number;
  /** Its discontinuity sequence number (RFC 8216bis, 6.3.3), counted from the playlist's first. */
  readonly discontinuity: number;
  /** As written, relative to the playlist. */
  readonly uri: string;
  readonly durationSeconds: number;
  /** As written; undefined where no EXT-X-MAP applies. */
  readonly mapUri: string | undefined;
  /** Unix milliseconds of its own EXT-X-PROGRAM-DATE-TIME, or what follows from the last one before it. */
  readonly programDateTimeMs: number | undefined;
  /** EXT-X-GAP: its URI names nothing, and nobody loads it (RFC 8216bis, 4.4.4.7). */
  readonly isGap: boolean;
}

export interface MediaPlaylist {
  /** Seconds, as written; NaN when absent. */
  readonly targetDuration: number;
  /** Protocol version; 1 when absent. */
  readonly version: number;
  /** NaN when it is no decimal integer, as the next. */
  readonly mediaSequence: number;
  readonly discontinuitySequence: number;
  readonly segments: readonly ListedSegment[];
  readonly ended: boolean;
  /** What is wrong with the text itself; empty when nothing is. */
  readonly faults: readonly string[];
}

/** A variant of a multivariant playlist; attributes without their quotes. */
export interface Variant {
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Where the reader stands between two segments. */
interface Reading {
  playlist: { -readonly [key in keyof MediaPlaylist]: MediaPlaylist[key] };
  readonly segments: ListedSegment[];
  readonly faults: string[];
  readonly seen: Set<string>;
  discontinuities: number;
  duration: number | undefined;
  mapUri: string | undefined;
  dateMs: number | undefined;
  isGap: boolean;
}

const oncePerPlaylist = new Set([
  '#EXT-X-VERSION',
  '#EXT-X-TARGETDURATION',
  '#EXT-X-MEDIA-SEQUENCE',
  '#EXT-X-DISCONTINUITY-SEQUENCE',
  '#EXT-X-ENDLIST',
  '#EXT-X-PLAYLIST-TYPE',
]);

const beforeSegments = new Set(['#EXT-X-MEDIA-SEQUENCE', '#EXT-X-DISCONTINUITY-SEQUENCE', '#EXT-X-TARGETDURATION']);

const tagReaders: TagReaders<Reading> = {
  ...commonTagReaders,
  '#EXT-X-DISCONTINUITY-SEQUENCE': ({ playlist }, value) => {
    playlist.discontinuitySequence = decimalInteger(value);
  },
  '#EXT-X-DISCONTINUITY': (reading) => {
    reading.discontinuities += 1;
    reading.dateMs = undefined;
  },
  '#EXT-X-GAP': (reading) => {
    reading.isGap = true;
  },
  '#EXT-X-MAP': (reading, value) => {
    reading.mapUri = parseAttributes(value).URI;
  },
  '#EXT-X-PROGRAM-DATE-TIME': (reading, value) => {
    reading.dateMs = Date.parse(value);
  },
  '#EXTINF': (reading, value) => {
    reading.duration = Number.parseFloat(value);
  },
};

const readTag = (reading: Reading, line: string): void => {
  const [tag, value] = splitTag(line);
  if (oncePerPlaylist.has(tag) && reading.seen.has(tag)) reading.faults.push(`${tag} is there twice`);
  if (beforeSegments.has(tag) && reading.segments.length > 0) reading.faults.push(`${tag} stands after a segment`);
  reading.seen.add(tag);
  tagReaders[tag]?.(reading, value);
};

const readUri = (reading: Reading, uri: string): void => {
  const { playlist, segments, duration, dateMs } = reading;
  if (duration === undefined || Number.isNaN(duration)) reading.faults.push(`${uri} has no EXTINF`);
  const durationSeconds = duration ?? 0;
  segments.push({
    sequence: playlist.mediaSequence + segments.length,
    discontinuity: playlist.discontinuitySequence + reading.discontinuities,
    uri,
    durationSeconds,
    mapUri: reading.mapUri,
    programDateTimeMs: dateMs,
    isGap: reading.isGap,
  });
  reading.isGap = false;
  reading.duration = undefined;
  reading.dateMs = dateMs === undefined ? undefined : dateMs + Math.round(durationSeconds * 1000);
};

/** Reads a media playlist; what is wrong with it is in `faults`. */
export const parseMediaPlaylist = (text: string): MediaPlaylist => {
  const lines = linesOf(text);
  const segments: ListedSegment[] = [];
  const faults = lines[0] === '#EXTM3U' ? [] : ['the first line is not #EXTM3U'];
  const numbers = { targetDuration: Number.NaN, version: 1, mediaSequence: 0, discontinuitySequence: 0, ended: false };
  const reading: Reading = {
    playlist: { ...numbers, segments, faults },
    ...{ segments, faults, seen: new Set<string>(), discontinuities: 0 },
    ...{ duration: undefined, mapUri: undefined, dateMs: undefined, isGap: false },
  };
  for (const line of lines) {
    if (line.startsWith('#')) readTag(reading, line);
    else readUri(reading, line);
  }
  return reading.playlist;
};

/** The variants of a multivariant playlist, in its order. Throws an Error for a text that is none. */
export const parseMultivariantPlaylist = (text: string): readonly Variant[] => {
  const lines = linesOf(text);
  const variants = lines.flatMap((line, index) => {
    const [tag, value] = splitTag(line);
    const uri = lines[index + 1];
    return tag === '#EXT-X-STREAM-INF' && uri ? [{ uri, attributes: parseAttributes(value) }] : [];
  });
  if (lines[0] !== '#EXTM3U' || variants.length === 0) throw new Error(`This is no multivariant playlist: ${text}`);
  return variants;
};
