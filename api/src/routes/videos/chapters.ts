/**
 * Chapters of a video: a session that was interrupted goes on in a new one. Gaps are said in times of day, and the media has none
 * of them: a moment of the media is its time of day since the beginning, less the gaps before it.
 *
 *     time of day   |--- media ---|  gap  |-- media --|
 *     media time    0             a       a           b       chapters at 0 and a
 */
import type { VideoGap } from './video.ts';

export interface Chapter {
  /** Playing time. */
  readonly startSeconds: number;
  /** The time of day at which it was recorded. */
  readonly recordedAt: Date;
}

export interface ChapteredMedia {
  /** When the media began; null where nobody knows: then there are no chapters. */
  readonly recordedAt: Date | null;
  readonly durationSeconds: number;
  /** In the order of time. */
  readonly gaps: readonly VideoGap[];
}

/** Under this, a chapter is nothing that anybody would go to. */
const leastSeconds = 1;

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

const isTime = (date: Date): boolean => !Number.isNaN(date.getTime());

/** Empty for a session without a gap; otherwise the first begins at 0. */
export const chaptersOf = ({ recordedAt, durationSeconds, gaps }: ChapteredMedia): readonly Chapter[] => {
  if (recordedAt === null) return [];
  const chapters: Chapter[] = [{ startSeconds: 0, recordedAt }];
  let missedSeconds = 0;
  for (const { at, seconds } of gaps) {
    const startSeconds = toMilliseconds((Date.parse(at) - recordedAt.getTime()) / 1000 - missedSeconds);
    missedSeconds += seconds;
    const last = chapters.at(-1)?.startSeconds ?? 0;
    const isWorthIt = startSeconds >= last + leastSeconds && startSeconds <= durationSeconds - leastSeconds;
    const resumedAt = new Date(Date.parse(at) + seconds * 1000);
    if (isWorthIt && isTime(resumedAt)) chapters.push({ startSeconds, recordedAt: resumedAt });
  }
  return chapters.length > 1 ? chapters : [];
};
