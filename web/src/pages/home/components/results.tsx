/** What a search has found: streams that are live, then videos. */
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import type { StreamSummary, VideoSummary } from '../../../api/generated/schemas.ts';
import type { ListQuery } from '../../../api/list-query.ts';
import { ButtonLink } from '../../../design/button-link.tsx';
import type { VideoSearch } from '../../../videos/api/list-videos.ts';
import { searchAddress } from '../model/search-address.ts';
import { searchHeading } from '../model/search-words.ts';
import { LiveSection } from './live-section.tsx';
import { NothingFound } from './nothing-found.tsx';
import { Section } from './section.tsx';
import { VideoList } from './video-list.tsx';

export interface ResultsProps {
  readonly search: VideoSearch;
  /** The name of whose things are shown; undefined where that does not matter. */
  readonly owner: string | undefined;
  readonly live: ListQuery<StreamSummary>;
  /** Those that belong to the search. */
  readonly streams: readonly StreamSummary[];
  readonly videos: ListQuery<VideoSummary>;
}

/** Of an owner's videos, the way leads to all of theirs. */
const clearedSearch = ({ owner }: VideoSearch): string => searchAddress(owner === undefined ? {} : { owner });

const ClearLink = ({ search }: Pick<ResultsProps, 'search'>): ReactElement => (
  <ButtonLink variant="ghost" size="sm" to={clearedSearch(search)} icon={<X aria-hidden className="size-4" />}>
    Clear
  </ButtonLink>
);

const SearchHint = (): ReactElement => (
  <>
    Videos with all of these words in title or description. A <q>phrase in quotation marks</q> is found as it stands,{' '}
    <span className="whitespace-nowrap">-without</span> leaves out.
  </>
);

export const Results = ({ search, owner, live, streams, videos }: ResultsProps): ReactElement => {
  const heading = searchHeading(search, undefined);
  return (
    <div className="flex flex-col gap-10">
      {streams.length > 0 && <LiveSection query={live} streams={streams} />}
      <Section
        heading={heading || 'Videos'}
        action={heading && <ClearLink search={search} />}
        hint={search.q && <SearchHint />}
      >
        <VideoList query={videos} empty={<NothingFound search={search} owner={owner} />} />
      </Section>
    </div>
  );
};
