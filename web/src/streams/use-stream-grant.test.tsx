// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ApiProblem } from '../api/api-problem.ts';
import { refusal } from '../testing/fake-api.ts';
import { ada } from '../testing/fake-session.ts';
import { renderPage } from '../testing/render-page.tsx';
import { aGrant } from './testing/a-grant.ts';
import { nextGrantMs, useStreamGrant } from './use-stream-grant.ts';

const problem = (status: number): ApiProblem => new ApiProblem({ status, code: 'Any', detail: 'Any' });

describe('nextGrantMs', () => {
  it.each([
    ['a grant is renewed before it ends', aGrant, null, 150_000],
    ['there is none yet', undefined, null, 5_000],
    ['nobody answers', aGrant, problem(0), 5_000],
    ['the api is busy', undefined, problem(429), 5_000],
    ['the stream is not theirs to see', undefined, problem(404), false],
  ])('says when to ask where %s', (_when, data, error, ms) => {
    expect(nextGrantMs(data, error)).toBe(ms);
  });
});

const Granted = ({ id }: { readonly id: string | undefined }): ReactElement => {
  const { count } = useStreamGrant(id);
  return <p>{count > 0 ? 'Granted' : 'Waiting'}</p>;
};

const pass = (ms: number): Promise<unknown> => act(() => vi.advanceTimersByTimeAsync(ms));

describe('useStreamGrant', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
  });

  it('asks for the stream that it is given, and again before the grant ends', async () => {
    const answers = { 'POST /api/streams/:id/grant': aGrant } as const;
    const { api } = renderPage({ page: <Granted id="s" />, me: ada, answers });
    await pass(1);
    expect(screen.queryByText('Granted')).not.toBeNull();
    await pass(149_000);
    expect(api.calls.length).toBe(1);
    await pass(1_000);
    expect(api.calls.map(({ path }) => path)).toEqual(['/api/streams/s/grant', '/api/streams/s/grant']);
  });

  it('asks once for what is refused', async () => {
    const answers = { 'POST /api/streams/:id/grant': refusal(404, 'NotFound') } as const;
    const { api } = renderPage({ page: <Granted id="s" />, answers });
    await pass(600_000);
    expect([api.calls.length, screen.queryByText('Waiting') !== null]).toEqual([1, true]);
  });

  it('asks for nothing without a stream', async () => {
    const { api } = renderPage({ page: <Granted id={undefined} /> });
    await pass(600_000);
    expect(api.calls).toEqual([]);
  });
});
