/** Who is live. What the WebSocket or the next poll says changes it, and is told politely. */
import type { ReactElement } from 'react';
import type { StreamSummary } from '../../../api/generated/schemas.ts';
import type { ListQuery } from '../../../api/list-query.ts';
import { Button } from '../../../design/button.tsx';
import { ErrorState } from '../../../design/error-state.tsx';
import { countOf } from '../../../format/count-of.ts';
import { StreamCard } from '../../../streams/stream-card.tsx';
import { CardGrid } from './card-grid.tsx';
import { Section } from './section.tsx';

export interface LiveSectionProps {
  readonly query: ListQuery<StreamSummary>;
  /** Those of the query that are to be shown. */
  readonly streams: readonly StreamSummary[];
}

const LiveHeading = (): ReactElement => (
  <span className="inline-flex items-center gap-2.5">
    <span aria-hidden className="size-2.5 rounded-full bg-live" />
    Live now
  </span>
);

const LiveCards = ({ query, streams }: LiveSectionProps): ReactElement => (
  <>
    <CardGrid>
      {streams.map((stream) => (
        <li key={stream.id} className="min-w-0">
          <StreamCard stream={stream} />
        </li>
      ))}
    </CardGrid>
    {query.hasNextPage && (
      <p className="mt-6 text-center">
        <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more live streams
        </Button>
      </p>
    )}
  </>
);

export const LiveSection = ({ query, streams }: LiveSectionProps): ReactElement => (
  <Section heading={<LiveHeading />}>
    <p role="status" className="sr-only">
      {query.data && countOf(streams.length, 'live stream')}
    </p>
    {streams.length > 0 && <LiveCards query={query} streams={streams} />}
    {streams.length === 0 &&
      (query.data ? (
        <p className="text-muted">Nobody is live right now. Who starts to stream appears here by itself.</p>
      ) : (
        <ErrorState
          what="The live streams could not be read"
          error={query.error}
          isRetrying={query.isFetching}
          onRetry={() => void query.refetch()}
        />
      ))}
  </Section>
);
