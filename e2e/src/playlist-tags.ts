/** What every reader of playlists does alike (draft-pantos-hls-rfc8216bis, section 4). */

/** Without the empty ones. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A tag and what follows its colon. */
export const splitTag = (line: string): readonly [tag: string, value: string] => {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
};

/** A decimal-integer (RFC 8216bis, 4.2); NaN for anything else. */
export const decimalInteger = (text: string): number => (/^\d{1,20}$/.test(text) ? Number(text) : Number.NaN);

/** An attribute list (RFC 8216bis, 4.2). */
export const parseAttributes = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/([A-Z0-9-]+)=("[^"]*"|[^,]*)/g)].map(([, name = '', value = '']) => [
      name,
      value.replace(/^"|"$/g, ''),
    ]),
  );

/** What a tag's value changes in a reading, by the tag; others are passed over. */
export type TagReaders<Reading> = Readonly<Record<string, (reading: Reading, value: string) => void>>;

interface CommonReading {
  readonly playlist: { version: number; targetDuration: number; mediaSequence: number; ended: boolean };
}

/** Of every media playlist. */
export const commonTagReaders: TagReaders<CommonReading> = {
  '#EXT-X-VERSION': ({ playlist }, value) => {
    playlist.version = Number(value);
  },
  '#EXT-X-TARGETDURATION': ({ playlist }, value) => {
    playlist.targetDuration = Number(value);
  },
  '#EXT-X-MEDIA-SEQUENCE': ({ playlist }, value) => {
    playlist.mediaSequence = decimalInteger(value);
  },
  '#EXT-X-ENDLIST': ({ playlist }) => {
    playlist.ended = true;
  },
};
