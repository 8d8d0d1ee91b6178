// @vitest-environment happy-dom
import { useInfiniteQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { useApi } from '../api/api-context.tsx';
import { listQueryOptions } from '../api/list-query.ts';
import { type FakeCall, refusal } from '../testing/fake-api.ts';
import { type RenderedPage, renderPage } from '../testing/render-page.tsx';
import { EmptyState } from './empty-state.tsx';
import { EndlessList } from './endless-list.tsx';
import { Skeleton } from './skeleton.tsx';

interface Thing {
  readonly id: string;
}

const Things = (): ReactElement => {
  const query = useInfiniteQuery(listQueryOptions<Thing>(useApi(), '/api/videos', { tag: 'k8s' }, ['things']));
  return (
    <EndlessList
      query={query}
      keyOf={(thing) => thing.id}
      renderItem={(thing) => <p>{thing.id}</p>}
      skeleton={<Skeleton className="h-8" />}
      skeletonCount={3}
      empty={<EmptyState title="No thing yet" />}
      endText="These are all things"
      what="The things could not be read"
      layout="rows"
    />
  );
};

const pages: Readonly<Record<string, unknown>> = {
  first: { items: [{ id: 'one' }, { id: 'two' }], nextCursor: 'second' },
  second: { items: [{ id: 'three' }], nextCursor: null },
};

const pageOf = ({ query }: FakeCall): unknown => pages[query.cursor ?? 'first'];

const showThings = (answer: unknown): RenderedPage =>
  renderPage({ page: <Things />, answers: { 'GET /api/videos': answer } });

const shown = (): readonly (string | null)[] => screen.getAllByRole('listitem').map((item) => item.textContent);

describe('EndlessList', () => {
  it('says that it is loading', async () => {
    showThings(() => new Promise(() => undefined));
    expect(screen.getByText('Loading').getAttribute('role')).toBe('status');
  });

  it('shows what stands for nothing', async () => {
    showThings({ items: [], nextCursor: null });
    expect(await screen.findByText('No thing yet')).toBeTruthy();
  });

  it('shows more on request, up to the end', async () => {
    const { user, api } = showThings(pageOf);
    await screen.findByText('two');
    expect(screen.getByText('2 shown, there are more')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await screen.findByText('These are all things');
    expect(shown()).toEqual(['one', 'two', 'three']);
    expect(api.calls.map(({ query }) => query)).toEqual([{ tag: 'k8s' }, { tag: 'k8s', cursor: 'second' }]);
  });

  it('says what failed, and asks again', async () => {
    const { user, api } = showThings(refusal(503, 'DatabaseUnavailable', { detail: 'The database does not answer.' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The things could not be readThe database does not answer.');
    api.answer({ 'GET /api/videos': pageOf });
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('one')).toBeTruthy();
  });

  it('keeps the earlier pages when a later one fails', async () => {
    const { user, api } = showThings(pageOf);
    await screen.findByText('two');
    api.answer({ 'GET /api/videos': refusal(500, 'Internal') });
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await screen.findByRole('alert');
    expect(shown()).toEqual(['one', 'two']);
    api.answer({ 'GET /api/videos': pageOf });
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('three')).toBeTruthy();
  });
});
