/** What the home page shows, as its address says it: `/?q=bars&tag=test&owner=ada`. */
import type { VideoSearch } from '../../../videos/api/list-videos.ts';

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const userName = /^[A-Za-z0-9_][A-Za-z0-9_-]{2,31}$/;
const longestWords = 200;
const longestSlug = 40;

const wordsOf = (text: string | null): string =>
  (text ?? '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, longestWords)
    .trim();

const slugOf = (text: string | null): string | undefined => {
  const lower = text?.trim().toLowerCase() ?? '';
  return lower.length <= longestSlug && slug.test(lower) ? lower : undefined;
};

const ownerOf = (text: string | null): string | undefined =>
  text !== null && (text === '-' || userName.test(text)) ? text : undefined;

/** Pure: what the api would not understand is left out. */
export const parseSearch = (address: URLSearchParams): VideoSearch => {
  const [q, tag] = [wordsOf(address.get('q')), slugOf(address.get('tag'))];
  const [category, owner] = [slugOf(address.get('category')), ownerOf(address.get('owner'))];
  return { ...(q && { q }), ...(tag && { tag }), ...(category && { category }), ...(owner && { owner }) };
};

/** Pure: the address of the home page with this search; `/` for none. */
export const searchAddress = ({ q, tag, category, owner }: VideoSearch): string => {
  const given = Object.entries({ q, tag, category, owner }).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return given.length === 0 ? '/' : `/?${new URLSearchParams(given)}`;
};

/** Pure: nothing is searched for. */
export const isEverything = (search: VideoSearch): boolean => Object.values(search).every((value) => !value);
