// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { Button } from './button.tsx';
import { useToast } from './toasts.tsx';

const Bakery = (): ReactElement => {
  const toast = useToast();
  return (
    <>
      <Button onClick={() => toast({ kind: 'done', text: 'It is saved' })}>Save</Button>
      <Button onClick={() => toast({ kind: 'failed', text: 'It failed' })}>Fail</Button>
    </>
  );
};

describe('Toasts', () => {
  it('shows what was done for five seconds, what failed for ten', () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    renderPage({ page: <Bakery /> });
    for (const name of ['Save', 'Fail']) act(() => screen.getByRole('button', { name }).click());
    act(() => vi.advanceTimersByTime(5000));
    expect([screen.queryByText('It is saved'), screen.queryByText('It failed')?.textContent]).toEqual([
      null,
      'It failed',
    ]);
    act(() => vi.advanceTimersByTime(5000));
    expect(screen.queryByText('It failed')).toBe(null);
  });

  it('goes when dismissed', async () => {
    const { user } = renderPage({ page: <Bakery /> });
    await user.click(screen.getByRole('button', { name: 'Fail' }));
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText('It failed')).toBe(null);
  });
});
