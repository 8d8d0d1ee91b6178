/** The home page without a search: who is live, and the newest videos. */
import type { ReactElement } from 'react';
import type { StreamSummary, VideoSummary } from '../../../api/generated/schemas.ts';
import type { ListQuery } from '../../../api/list-query.ts';
import { LiveSection } from './live-section.tsx';
import { Section } from './section.tsx';
import { VideoList } from './video-list.tsx';

export interface EverythingProps {
  readonly live: ListQuery<StreamSummary>;
  readonly streams: readonly StreamSummary[];
  readonly videos: ListQuery<VideoSummary>;
}

const NoVideos = (): ReactElement => (
  <p className="text-muted">No videos yet. A session that ends becomes one here, a moment later.</p>
);

export const Everything = ({ live, streams, videos }: EverythingProps): ReactElement => (
  <div className="flex flex-col gap-10">
    <LiveSection query={live} streams={streams} />
    <Section heading="Newest videos">
      <VideoList query={videos} empty={<NoVideos />} />
    </Section>
  </div>
);
