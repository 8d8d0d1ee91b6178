/** Where the viewer left off, kept in the browser; without its storage nothing is kept, and videos begin at their beginning. */
import { parsePlaces, placesWith, resumeSeconds } from '../model/resume-places.ts';

const storageKey = 'kubecast.video-places';

/** A video, as far as its place is concerned. */
export interface ResumableVideo {
  readonly id: string;
  readonly durationSeconds: number;
}

const read = (): string | null => {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
};

/** Seconds to begin at; 0 for what was not seen, or to its end. */
export const recallPlace = ({ id, durationSeconds }: ResumableVideo): number =>
  resumeSeconds(parsePlaces(read()), id, durationSeconds);

/** Other tabs' places stay: they are read again each time. */
export const rememberPlace = ({ id, durationSeconds }: ResumableVideo, seconds: number): void => {
  const places = placesWith(parsePlaces(read()), { videoId: id, seconds }, durationSeconds);
  try {
    localStorage.setItem(storageKey, JSON.stringify(places));
  } catch {
    // Full, or forbidden.
  }
};
