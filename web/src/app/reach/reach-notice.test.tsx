// @vitest-environment happy-dom
import { useQuery } from '@tanstack/react-query';
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { useApi } from '../../api/api-context.tsx';
import { ApiProblem } from '../../api/api-problem.ts';
import { unreachable } from '../../testing/fake-api.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { isOutOfReach } from './api-reach.ts';
import { ReachNotice } from './reach-notice.tsx';

const Title = (): ReactElement => {
  const api = useApi();
  const query = useQuery({ queryKey: ['title'], queryFn: () => api.get<{ title: string }>('/api/videos/7') });
  return (
    <>
      <p>{query.data?.title ?? 'no title'}</p>
      <ReachNotice />
    </>
  );
};

const pass = (ms: number): Promise<unknown> => act(() => vi.advanceTimersByTimeAsync(ms));

const isNoticed = (): boolean => screen.queryByText('Kubecast cannot be reached.') !== null;

describe('isOutOfReach', () => {
  it.each([
    [0, 'Unreachable', true],
    [503, 'ApiUnavailable', true],
    [503, 'Busy', false],
    [500, 'Internal', false],
  ])('%i %s: %s', (status, code, isOut) => {
    expect(isOutOfReach(new ApiProblem({ status, code, detail: 'It failed' }))).toBe(isOut);
  });
});

/** With what Math.random draws. */
const underFakeTime = (random: number): void => {
  vi.useFakeTimers();
  const draw = vi.spyOn(Math, 'random').mockReturnValue(random);
  onTestFinished(() => {
    draw.mockRestore();
    vi.useRealTimers();
  });
};

describe('ReachNotice', () => {
  it('stays until the api is back, and then what failed is read again', async () => {
    underFakeTime(0.5);
    const { api } = renderPage({
      page: <Title />,
      answers: { 'GET /api/videos/7': unreachable, 'GET /api/streams': unreachable },
    });
    await pass(0);
    await pass(5000);
    expect(isNoticed()).toBe(true);
    api.answer({ 'GET /api/videos/7': { title: 'Seven' }, 'GET /api/streams': { items: [], nextCursor: null } });
    await pass(5000);
    await pass(100);
    expect([isNoticed(), screen.queryByText('Seven')?.textContent]).toEqual([false, 'Seven']);
  });

  it.each([
    [0, 3750],
    [0.999, 6250],
  ])('asks at a time of its own: drawn %s, after %i ms', async (random, ms) => {
    underFakeTime(random);
    const { api } = renderPage({
      page: <Title />,
      answers: { 'GET /api/videos/7': unreachable, 'GET /api/streams': unreachable },
    });
    const asked = (): number => api.calls.filter(({ path }) => path === '/api/streams').length;
    await pass(100);
    expect([isNoticed(), asked()]).toEqual([true, 1]);
    await pass(ms - 200);
    expect(asked()).toBe(1);
    await pass(200);
    expect(asked()).toBe(2);
  });
});
