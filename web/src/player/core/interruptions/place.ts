/**
 * Where a viewer is in a stream, in words that outlive an engine: each engine's timeline begins anew, programme date-times do
 * not. Pure.
 */
export type Place = { readonly kind: 'live' } | { readonly kind: 'moment'; readonly dateTimeMs: number };

/** What a playlist says of a segment: its start on the engine's timeline and its moment. */
export interface DatedSegment {
  readonly start: number;
  readonly duration: number;
  /** Unix milliseconds. */
  readonly programDateTime: number | null;
}

export const livePlace: Place = { kind: 'live' };

type Dated = DatedSegment & { readonly programDateTime: number };
const isDated = (segment: DatedSegment): segment is Dated => segment.programDateTime !== null;

/** The moment that is shown at a position; undefined where playlists tell no dates. */
export const momentAt = (segments: readonly DatedSegment[], positionSeconds: number): number | undefined => {
  const dated = segments.filter(isDated);
  const segment = dated.findLast(({ start }) => start <= positionSeconds) ?? dated[0];
  return segment && segment.programDateTime + (positionSeconds - segment.start) * 1_000;
};

/**
 * Where a moment is on an engine's timeline: what has left the window becomes its oldest moment, what fell into a time without
 * an encoder the first moment after it. Undefined for the live edge and for what is not there yet.
 */
export const positionOf = (place: Place, segments: readonly DatedSegment[]): number | undefined => {
  if (place.kind === 'live') return undefined;
  const dated = segments.filter(isDated);
  const endMs = ({ programDateTime, duration }: Dated): number => programDateTime + duration * 1_000;
  const segment = dated.find((candidate) => place.dateTimeMs < endMs(candidate));
  return segment && segment.start + Math.max(0, place.dateTimeMs - segment.programDateTime) / 1_000;
};
