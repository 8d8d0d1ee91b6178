/** Which recordings have become videos between two readings of a list. Pure. */
import type { Recording } from '../../api/generated/schemas.ts';

type Told = Pick<Recording, 'id' | 'videoState'>;

/** Those that are videos now and were known, but not as videos, before. */
export const publishedSince = (before: readonly Told[], now: readonly Told[]): readonly Told[] => {
  const awaited = new Set(before.filter(({ videoState }) => videoState !== 'published').map(({ id }) => id));
  return now.filter(({ id, videoState }) => videoState === 'published' && awaited.has(id));
};
