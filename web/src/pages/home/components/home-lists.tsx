/** What the home page shows, by what is known and searched for. */
import { memo, type ReactElement } from 'react';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useMe } from '../../../session/session-context.tsx';
import type { VideoSearch } from '../../../videos/api/list-videos.ts';
import { isEverything } from '../model/search-address.ts';
import type { HomeLists as Lists } from '../use-home-lists.ts';
import { Everything } from './everything.tsx';
import { HomeSkeleton } from './home-skeleton.tsx';
import { Results } from './results.tsx';
import { TagsRow } from './tags-row.tsx';
import { Welcome } from './welcome.tsx';

export interface HomeListsProps {
  readonly search: VideoSearch;
  /** The name of whose things are shown; undefined for everybody's. */
  readonly owner: string | undefined;
  readonly lists: Lists;
}

const Found = ({ search, owner, lists }: HomeListsProps): ReactElement => {
  if (lists.isPending) return <HomeSkeleton />;
  if (isEverything(search)) return <Everything {...lists} />;
  return <Results {...lists} search={search} owner={owner} />;
};

/** Their place is kept while they are read; an owner's things are offered without. */
const Tags = ({ search, lists }: HomeListsProps): ReactElement =>
  lists.tags || search.owner !== undefined ? (
    <TagsRow tags={lists.tags ?? []} search={search} />
  ) : (
    <Skeleton className="h-11 max-w-2xl md:h-10" />
  );

/** Drawn anew only for other props: src/pages/home/home-page.tsx lets them wait. */
export const HomeLists = memo((props: HomeListsProps): ReactElement => {
  const { search, lists } = props;
  const isLoggedIn = useMe() !== undefined;
  if (lists.isEmpty && isEverything(search)) return <Welcome isLoggedIn={isLoggedIn} />;
  return (
    <div className="flex flex-col gap-6">
      <Tags {...props} />
      <Found {...props} />
    </div>
  );
});
