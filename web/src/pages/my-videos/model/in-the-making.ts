/** Which recordings are on their way to be a video. Pure. */
import type { Recording } from '../../../api/generated/schemas.ts';
import { isAtRest } from '../../../recordings/model/recording-rest.ts';

/** The newest first, as they are listed. Failed ones are in the studio, where they are tried again. */
export const inTheMaking = (recordings: readonly Recording[]): readonly Recording[] =>
  recordings.filter((recording) => !isAtRest(recording));

/** Tells one set of published recordings from another. */
export const publishedKey = (recordings: readonly Recording[]): string =>
  recordings
    .filter(({ videoState }) => videoState === 'published')
    .map(({ id }) => id)
    .sort()
    .join();
