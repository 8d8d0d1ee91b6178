/** Which rendition of a session is recorded (pure): recorder and operator have to agree. */
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

/** `wanted` where the session has it, else the highest that there is; undefined where nothing can be used. */
export const chooseRendition = (
  rungs: ReadonlyMap<string, ListedRung>,
  wanted: string | undefined,
): string | undefined => {
  const usable = [...rungs].filter(([, rung]) => rung.segments.some((segment) => isUsable(rung, segment)));
  const names = usable.map(([name]) => name).toSorted(compareRenditions);
  return names.find((name) => name === wanted) ?? names[0];
};
