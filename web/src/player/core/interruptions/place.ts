/**
 * Where a viewer is in a stream, in words that outlive an engine: each engine's timeline begins anew, programme date-times do
 * not. Pure.
 */
export type Place =
  /** `seenUntilMs`: what was shown already, so that an engine which joins a few segments back shows nothing twice. */
  | { readonly kind: 'live'; readonly seenUntilMs: number | undefined }
  | { readonly kind: 'moment'; readonly dateTimeMs: number };

/** What a playlist says of a segment: its start on the engine's timeline and its moment. */
export interface DatedSegment {
  readonly start: number;
  readonly duration: number;
  /** Unix milliseconds. */
  readonly programDateTime: number | null;
}

/** Where one who joins begins. */
export const livePlace: Place = { kind: 'live', seenUntilMs: undefined };

type Dated = DatedSegment & { readonly programDateTime: number };
const isDated = (segment: DatedSegment): segment is Dated => segment.programDateTime !== null;

/** The moment that is shown at a position; undefined where playlists tell no dates. */
export const momentAt = (segments: readonly DatedSegment[], positionSeconds: number): number | undefined => {
  const isBegun = (segment: DatedSegment): segment is Dated => isDated(segment) && segment.start <= positionSeconds;
  const segment = segments.findLast(isBegun) ?? segments.find(isDated);
  return segment && segment.programDateTime + (positionSeconds - segment.start) * 1_000;
};

/**
 * Where a moment is on an engine's timeline: what has left the window becomes its oldest moment, what fell into a time without
 * an encoder the first moment after it. At the live edge it is where one who joins would be, `liveSeconds`, or what was seen last.
 * Undefined where the engine knows best: at the live edge, and for what is not there yet.
 */
export const positionOf = (
  place: Place,
  segments: readonly DatedSegment[],
  liveSeconds: number,
): number | undefined => {
  if (place.kind === 'moment') return positionOfMoment(place.dateTimeMs, segments);
  if (place.seenUntilMs === undefined) return undefined;
  const seenUntil = positionOfMoment(place.seenUntilMs, segments);
  return seenUntil !== undefined && seenUntil > liveSeconds ? seenUntil : undefined;
};

const positionOfMoment = (dateTimeMs: number, segments: readonly DatedSegment[]): number | undefined => {
  const isUnfinished = (segment: DatedSegment): segment is Dated =>
    isDated(segment) && dateTimeMs < segment.programDateTime + segment.duration * 1_000;
  const segment = segments.find(isUnfinished);
  return segment && segment.start + Math.max(0, dateTimeMs - segment.programDateTime) / 1_000;
};
