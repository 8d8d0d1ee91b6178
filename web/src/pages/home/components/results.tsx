/** What a search has found: streams that are live, then videos. */
import type { ReactElement } from 'react';
import type { StreamSummary, VideoSummary } from '../../../api/generated/schemas.ts';
import type { ListQuery } from '../../../api/list-query.ts';
import type { VideoSearch } from '../../../videos/api/list-videos.ts';
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

const headingOf = (search: VideoSearch, owner: string | undefined): string =>
  search.owner !== undefined && searchHeading(search, undefined) === '' ? 'Videos' : searchHeading(search, owner);

export const Results = ({ search, owner, live, streams, videos }: ResultsProps): ReactElement => (
  <div className="flex flex-col gap-10">
    {streams.length > 0 && <LiveSection query={live} streams={streams} />}
    <Section heading={headingOf(search, owner)}>
      <VideoList query={videos} empty={<NothingFound search={search} owner={owner} />} />
    </Section>
  </div>
);
