/** What narrows the lists: words, and tags. */
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { Skeleton } from '../../../design/skeleton.tsx';
import type { VideoSearch } from '../../../videos/api/list-videos.ts';
import { searchAddress } from '../model/search-address.ts';
import { SearchForm } from './search-form.tsx';
import { TagsRow } from './tags-row.tsx';

export interface FinderProps {
  readonly search: VideoSearch;
  readonly tags: readonly string[];
  readonly isPending: boolean;
}

/** Each search is an entry of the browser's history. */
export const Finder = ({ search, tags, isPending }: FinderProps): ReactElement => {
  const navigate = useNavigate();
  return (
    <div className="mb-8 flex flex-col gap-4">
      <SearchForm words={search.q ?? ''} onSearch={(q) => void navigate(searchAddress({ ...search, q }))} />
      {isPending ? <Skeleton className="h-11 w-full max-w-2xl md:h-10" /> : <TagsRow tags={tags} search={search} />}
    </div>
  );
};
