/** Parts of a video, where its session was interrupted. They have no names of their own: which one it is, and when it was recorded, is theirs. Pure. */
import type { Video } from '../../../api/generated/schemas.ts';

export type Chapter = Video['chapters'][number];

/** The index of the chapter that is playing then; -1 without chapters. */
export const chapterIndexAt = (chapters: readonly Chapter[], seconds: number): number => {
  const index = chapters.findLastIndex(({ startSeconds }) => startSeconds <= seconds);
  return index < 0 && chapters.length > 0 ? 0 : index;
};

/** `Part 2`. */
export const chapterName = (index: number): string => `Part ${index + 1}`;

/** Where chapters begin on a bar, as shares of it; the first one begins with the bar and needs no mark. */
export const chapterMarks = (chapters: readonly Chapter[], durationSeconds: number): readonly number[] =>
  chapters.map(({ startSeconds }) => startSeconds / durationSeconds).filter((share) => share > 0 && share < 1);
