// @vitest-environment happy-dom
import { waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Stream } from '../../../api/generated/schemas.ts';
import { streamKeys } from '../../../streams/api/stream-keys.ts';
import { aCondition, anOwnStream } from '../../../studio/testing/studio-fixtures.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { useIngestFeed } from './use-ingest-feed.ts';

const stream = anOwnStream();
const { id } = stream;
const queryKey = streamKeys.one(id);

const Feed = (): null => {
  useIngestFeed(id);
  return null;
};

describe('useIngestFeed', () => {
  it('keeps the conditions that are told, with the stream as old as it was', async () => {
    const { queries, realtime } = renderPage({ page: <Feed /> });
    await waitFor(() => expect(realtime.topics()).toContain(`ingest:${id}`));
    queries.setQueryData<Stream>(queryKey, stream, { updatedAt: 1 });
    const conditions = [aCondition('Ready', 'False', 'NoAddress')];
    realtime.say(`ingest:${id}`, { type: 'health', id, conditions });
    expect(queries.getQueryData<Stream>(queryKey)?.studio?.conditions).toEqual(conditions);
    expect(queries.getQueryState(queryKey)?.dataUpdatedAt).toBe(1);
  });
});
