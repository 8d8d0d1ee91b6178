/** The first page: who is live, the newest videos, and what a search, a tag or an owner's name finds. */
import { type ReactElement, useDeferredValue } from 'react';
import { useSearchParams } from 'react-router';
import { ButtonLink } from '../../design/button-link.tsx';
import { PageFrame } from '../../design/page-frame.tsx';
import type { VideoSearch } from '../../videos/api/list-videos.ts';
import { HomeLists } from './components/home-lists.tsx';
import { nameOf, OwnerHeading } from './components/owner-heading.tsx';
import { parseSearch } from './model/search-address.ts';
import { searchHeading } from './model/search-words.ts';
import { type HomeLists as Lists, useHomeLists } from './use-home-lists.ts';

/** What is searched and what came of it. Many cards at once are drawn in slices, between which the page answers. */
const useSearch = (): { readonly search: VideoSearch; readonly lists: Lists } => {
  const [address] = useSearchParams();
  const search = parseSearch(address);
  const lists = useHomeLists(search);
  return useDeferredValue({ search, lists });
};

export const HomePage = (): ReactElement => {
  const { search, lists } = useSearch();
  const { owner: username } = search;
  const owner = username === undefined ? undefined : nameOf(username, lists.owner);
  return (
    <PageFrame
      title={searchHeading(search, owner) || 'Live streams and videos'}
      heading={username === undefined ? undefined : <OwnerHeading username={username} owner={lists.owner} />}
      isHeadingHidden={username === undefined}
      actions={username !== undefined && <ButtonLink to="/">Show everybody’s</ButtonLink>}
    >
      <HomeLists search={search} owner={owner} lists={lists} />
    </PageFrame>
  );
};
