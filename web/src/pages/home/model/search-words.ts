/** What a search is called, in the page's heading and title. */
import type { VideoSearch } from '../../../videos/api/list-videos.ts';

/** Pure: `“bars” in #test`, `#test`, `science`; empty where only an owner is named, or nothing. */
export const searchWords = ({ q, tag, category }: VideoSearch): string => {
  const places = [tag && `#${tag}`, category].filter(Boolean).join(', ');
  if (!q) return places;
  return places ? `“${q}” in ${places}` : `“${q}”`;
};

/** Pure: the heading; `owner` is the name of whose it is. */
export const searchHeading = (search: VideoSearch, owner: string | undefined): string => {
  const words = searchWords(search);
  if (owner === undefined) return words;
  return words ? `${words} by ${owner}` : owner;
};
