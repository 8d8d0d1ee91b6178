/** Which recordings are on their way to be a video, or have failed to become one. Pure. */
import type { Recording } from '../../../api/generated/schemas.ts';
import { isAtRest } from '../../../recordings/model/recording-rest.ts';

/** The newest first, as they are listed. Of a stream that was deleted, a failed one is tried again or deleted here alone. */
export const inTheMaking = (recordings: readonly Recording[]): readonly Recording[] =>
  recordings.filter((recording) => recording.state === 'failed' || !isAtRest(recording));

/** Tells one set of published recordings from another. */
export const publishedKey = (recordings: readonly Recording[]): string =>
  recordings
    .filter(({ videoState }) => videoState === 'published')
    .map(({ id }) => id)
    .sort()
    .join();
