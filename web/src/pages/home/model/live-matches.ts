/** Which of the streams that are live belong to a search. */
import type { StreamSummary } from '../../../api/generated/schemas.ts';
import type { VideoSearch } from '../../../videos/api/list-videos.ts';
import { ownedBy } from './owner-of-lists.ts';

/** A phrase in quotation marks, or a word; each may be negated. */
const terms = /(-?)(?:"([^"]*)"|(\S+))/gu;

const holds = (text: string, words: string): boolean =>
  [...words.matchAll(terms)].every(([, negation, phrase, word]) => {
    const isThere = text.includes(phrase ?? word ?? '');
    return negation === '-' ? !isThere : isThere;
  });

/** Pure: by title and owner. Streams have no tags and no category: a search for one finds none. */
export const liveMatches = (
  streams: readonly StreamSummary[],
  { q, tag, category, owner }: VideoSearch,
): readonly StreamSummary[] => {
  if (tag !== undefined || category !== undefined) return [];
  const candidates = owner === undefined ? streams : ownedBy(streams, owner);
  return q === undefined ? candidates : candidates.filter(({ title }) => holds(title.toLowerCase(), q.toLowerCase()));
};
