/**
 * Object keys under the bucket `live-segments` (DESIGN §6). Numbers have a fixed width, so that key order is time order.
 * The public URL of an object is `/live-streams/` followed by its key.
 */

/** A stream's identity inside a cluster. */
export interface StreamName {
  readonly namespace: string;
  readonly stream: string;
}

/** What a segment's file name says. Times are Unix milliseconds, durations milliseconds. */
export interface SegmentName {
  readonly epoch: number;
  readonly sequence: number;
  readonly startUnixMs: number;
  readonly durationMs: number;
}

const epochDigits = 6;
const sequenceDigits = 10;
const timeDigits = 13;
const durationDigits = 5;

const pad = (value: number, digits: number): string => {
  if (!Number.isSafeInteger(value) || value < 0 || String(value).length > digits) {
    throw new RangeError(`${value} does not fit ${digits} digits of a key`);
  }
  return String(value).padStart(digits, '0');
};

export const streamPrefix = ({ namespace, stream }: StreamName): string => `${namespace}/${stream}/`;

/** `epochs/000007.json`, relative to the stream's prefix. */
export const epochKey = (epoch: number): string => `epochs/${pad(epoch, epochDigits)}.json`;

/** The file name of an epoch's initialisation section, below `<session>/<quality>/`. */
export const initName = (epoch: number): string => `${pad(epoch, epochDigits)}-init.mp4`;

const initPattern = /^(\d{6})-init\.mp4$/;

/** The epoch of an initialisation section's file name; undefined for anything else. */
export const parseInitName = (fileName: string): number | undefined => {
  const match = initPattern.exec(fileName);
  return match ? Number(match[1]) : undefined;
};

/** The file name of a segment, below `<session>/<quality>/`. */
export const segmentName = (name: SegmentName): string =>
  [
    pad(name.epoch, epochDigits),
    pad(name.sequence, sequenceDigits),
    pad(name.startUnixMs, timeDigits),
    `${pad(name.durationMs, durationDigits)}.m4s`,
  ].join('-');

/** The file name of a part; only the origin has parts. `part` counts from 0 within its segment. */
export const partName = (epoch: number, sequence: number, part: number): string =>
  `${pad(epoch, epochDigits)}-${pad(sequence, sequenceDigits)}-${pad(part, 3)}.part.m4s`;

const segmentPattern = /^(\d{6})-(\d{10})-(\d{13})-(\d{5})\.m4s$/;

/** Reads a segment's file name; undefined for anything else. */
export const parseSegmentName = (fileName: string): SegmentName | undefined => {
  const match = segmentPattern.exec(fileName);
  if (!match) return undefined;
  const [epoch, sequence, startUnixMs, durationMs] = match.slice(1).map(Number) as [number, number, number, number];
  return { epoch, sequence, startUnixMs, durationMs };
};

const partPattern = /^\d{6}-\d{10}-\d{3}\.part\.m4s$/;

/** What a media file below `<session>/<quality>/` is, by its name alone; undefined for any other name. */
export const mediaFileKind = (fileName: string): 'init' | 'segment' | 'part' | undefined => {
  if (segmentPattern.test(fileName)) return 'segment';
  if (partPattern.test(fileName)) return 'part';
  return initPattern.test(fileName) ? 'init' : undefined;
};

/** Session id: `YYYYMMDD-hhmmss-xxxx`, UTC. `suffix` is four of `[a-z0-9]`. */
export const sessionId = (start: Date, suffix: string): string => {
  const [day = '', time = ''] = start.toISOString().split(/[T.]/);
  return `${day.replaceAll('-', '')}-${time.replaceAll(':', '')}-${suffix}`;
};

/** When a session began, Unix milliseconds, to the second: its id says so. */
export const sessionStartMs = (id: string): number => {
  const [day = '', time = ''] = id.split('-');
  const date = day.replace(/(....)(..)(..)/, '$1-$2-$3');
  return Date.parse(`${date}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`);
};

export const sessionIdPattern = /^\d{8}-\d{6}-[a-z0-9]{4}$/;
