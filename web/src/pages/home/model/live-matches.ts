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

/** Pure: streams have no tags and no category: a search for one finds none. */
export const mayMatchStreams = ({ tag, category }: VideoSearch): boolean => tag === undefined && category === undefined;

/** Pure: by title and owner. */
export const liveMatches = (streams: readonly StreamSummary[], search: VideoSearch): readonly StreamSummary[] => {
  if (!mayMatchStreams(search)) return [];
  const { q, owner } = search;
  const candidates = owner === undefined ? streams : ownedBy(streams, owner);
  return q === undefined ? candidates : candidates.filter(({ title }) => holds(title.toLowerCase(), q.toLowerCase()));
};
