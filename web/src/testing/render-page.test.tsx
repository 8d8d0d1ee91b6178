// @vitest-environment happy-dom
import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { describe, expect, it } from 'vitest';
import { useApi } from '../api/api-context.tsx';
import { useMe } from '../session/session-context.tsx';
import { refusal } from './fake-api.ts';
import { ada } from './fake-session.ts';
import { renderPage } from './render-page.tsx';

const Probe = (): ReactElement => {
  const { id } = useParams();
  const api = useApi();
  const { data, error } = useQuery({
    queryKey: [id],
    queryFn: () => api.get<{ title: string }>(`/api/videos/${id ?? ''}`, { query: { of: 1 } }),
  });
  return (
    <p>
      {useMe()?.username ?? 'stranger'} sees {data?.title ?? error?.message ?? 'nothing'}
    </p>
  );
};

describe('renderPage', () => {
  it('shows a page at its address to somebody, and what it asked for', async () => {
    const { api, address } = renderPage({
      page: <Probe />,
      path: '/videos/:id',
      at: '/videos/7?t=3',
      me: ada,
      answers: { 'GET /api/videos/:id': { title: 'Seven' } },
    });
    expect((await screen.findByText(/Seven/)).textContent).toBe('ada sees Seven');
    expect(address()).toBe('/videos/7?t=3');
    expect(api.calls.map(({ path, query }) => ({ path, query }))).toEqual([
      { path: '/api/videos/7', query: { of: '1' } },
    ]);
  });

  it('answers with a refusal, and anew each time when told by a function', async () => {
    const { api } = renderPage({
      page: <Probe />,
      path: '/videos/:id',
      at: '/videos/8',
      answers: { 'GET /api/videos/8': () => refusal(404, 'VideoNotFound', { detail: 'There is no such video.' }) },
    });
    await screen.findByText('stranger sees There is no such video.');
    expect(api.calls[0]?.headers.get('authorization')).toBe(null);
  });
});
