/** What else there is to watch. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { ErrorState } from '../../../design/error-state.tsx';
import { RelatedRow } from './related-row.tsx';
import { RelatedSkeleton } from './related-skeleton.tsx';

export interface RelatedVideosProps {
  readonly related: UseQueryResult<readonly VideoSummary[]>;
}

const RelatedList = ({ videos }: { readonly videos: readonly VideoSummary[] }): ReactElement => (
  <section aria-labelledby="related-heading">
    <h2 id="related-heading" className="mb-4 font-semibold text-lg">
      More to watch
    </h2>
    {videos.length === 0 ? (
      <p className="text-muted text-sm">This is the only video so far.</p>
    ) : (
      <ul className="grid gap-4 sm:max-lg:grid-cols-2">
        {videos.map((video) => (
          <li key={video.id}>
            <RelatedRow video={video} />
          </li>
        ))}
      </ul>
    )}
  </section>
);

export const RelatedVideos = ({ related: { data, error, refetch } }: RelatedVideosProps): ReactElement => {
  if (data) return <RelatedList videos={data} />;
  if (!error) return <RelatedSkeleton />;
  return <ErrorState what="More to watch could not be read" error={error} onRetry={() => void refetch()} />;
};
