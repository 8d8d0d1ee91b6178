import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { ApiClient } from '../../api/api-client.ts';
import { videoQueryOptions } from './get-video.ts';
import { videoKeys } from './video-keys.ts';

const nobody = { current: async () => undefined, refuse: () => undefined };

const answering = (status: number): ApiClient => {
  const body = JSON.stringify({ status, code: status === 404 ? 'NotFound' : 'InternalError', detail: 'No' });
  const headers = { 'content-type': 'application/problem+json' };
  return new ApiClient(nobody, async () => new Response(body, { status, headers }));
};

describe('videoQueryOptions', () => {
  it.each([
    ['reads lists again', 404, true],
    ['leaves lists alone', 500, false],
  ])('%s when the answer is %d', async (_what, status, isOutdated) => {
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    const list = [...videoKeys.lists, {}];
    queries.setQueryData(list, { pages: [] });
    await expect(queries.fetchQuery(videoQueryOptions(answering(status), 'a'))).rejects.toThrow();
    expect(queries.getQueryState(list)?.isInvalidated).toBe(isOutdated);
  });
});
