/**
 * Where viewers left off: the places of the last videos, latest first, as they are kept under one name in the browser. What is
 * read there may be anything. Pure.
 */

export interface ResumePlace {
  readonly videoId: string;
  readonly seconds: number;
}

/** So many videos are remembered. */
export const mostPlaces = 60;
/** Who has seen less than this has not begun. */
const leastSeconds = 5;
/** Who is in this last share of a video has seen it. */
const endShare = 0.05;

const isPlace = (value: unknown): value is ResumePlace => {
  if (typeof value !== 'object' || value === null) return false;
  const { videoId, seconds } = value as Readonly<Record<string, unknown>>;
  return typeof videoId === 'string' && typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The places in what was kept; none in what cannot be read. */
export const parsePlaces = (kept: string | null): readonly ResumePlace[] => {
  const value = parseJson(kept ?? '');
  if (!Array.isArray(value)) return [];
  const places: readonly unknown[] = value;
  return places
    .filter(isPlace)
    .map(({ videoId, seconds }) => ({ videoId, seconds }))
    .slice(0, mostPlaces);
};

/** Whether it is worth going on from there: neither at the beginning, nor in the last 5 %. */
export const isWorthResuming = (seconds: number, durationSeconds: number): boolean =>
  seconds >= leastSeconds && seconds < durationSeconds * (1 - endShare);

/** With this place as the latest one; a place that is not worth it is forgotten instead. */
export const placesWith = (
  places: readonly ResumePlace[],
  place: ResumePlace,
  durationSeconds: number,
): readonly ResumePlace[] => {
  const others = places.filter(({ videoId }) => videoId !== place.videoId);
  return (isWorthResuming(place.seconds, durationSeconds) ? [place, ...others] : others).slice(0, mostPlaces);
};

/** Where to go on; 0 is the beginning. */
export const resumeSeconds = (places: readonly ResumePlace[], videoId: string, durationSeconds: number): number => {
  const seconds = places.find((place) => place.videoId === videoId)?.seconds ?? 0;
  return isWorthResuming(seconds, durationSeconds) ? seconds : 0;
};
