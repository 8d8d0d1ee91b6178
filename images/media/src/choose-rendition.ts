/** Which rendition of a session is recorded (pure): recorder and operator have to agree. */
import type { SegmentName } from './keys.ts';
import type { ListedRung, ListedSegment } from './session-rungs.ts';

/** `1080p60`: lines, then frames a second. */
const sizeOf = (name: string): readonly [number, number] => {
  const [lines = '', rate = ''] = name.split('p');
  return [Number(lines) || 0, Number(rate) || 0];
};

/** Higher first; names that say no size come last, in their own order. */
const compareRenditions = (a: string, b: string): number => {
  const [[linesA, rateA], [linesB, rateB]] = [sizeOf(a), sizeOf(b)];
  return linesB - linesA || rateB - rateA || (a < b ? -1 : 1);
};

/** Says whether a listed segment can be part of a video, as far as a listing can tell. */
export const isUsable = ({ inits }: ListedRung, { epoch, sizeBytes }: ListedSegment): boolean =>
  sizeBytes > 0 && inits.has(epoch);

/** RFC 3339: what a clip is cut from. */
export interface ClipRange {
  readonly from: string;
  readonly to: string;
}

/** Says whether a segment belongs to a clip; all do where there is no range. */
export const isInRange = ({ startUnixMs, durationMs }: SegmentName, range: ClipRange | undefined): boolean =>
  range === undefined || (startUnixMs + durationMs > Date.parse(range.from) && startUnixMs < Date.parse(range.to));

type Rungs = ReadonlyMap<string, ListedRung>;

const chooseFrom = (rungs: Rungs, wanted: string | undefined, range: ClipRange | undefined): string | undefined => {
  const isOfUse = ([, rung]: readonly [string, ListedRung]): boolean =>
    rung.segments.some((segment) => isUsable(rung, segment) && isInRange(segment, range));
  const names = [...rungs].filter(isOfUse).map(([name]) => name);
  return names.find((name) => name === wanted) ?? names.toSorted(compareRenditions)[0];
};

/**
 * `wanted` where the session has it, else the highest that there is; undefined where nothing can be used. Renditions with something in
 * `range` come before those without.
 */
export const chooseRendition = (rungs: Rungs, wanted: string | undefined, range?: ClipRange): string | undefined =>
  chooseFrom(rungs, wanted, range) ?? chooseFrom(rungs, wanted, undefined);
