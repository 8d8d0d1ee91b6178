// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
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
  const toastUnderFakeTime = (name: string): void => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    renderPage({ page: <Bakery /> });
    act(() => screen.getByRole('button', { name }).click());
  };
  const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

  it('shows what was done for five seconds', () => {
    toastUnderFakeTime('Save');
    pass(4999);
    expect(screen.queryByText('It is saved')).not.toBe(null);
    pass(1);
    expect(screen.queryByText('It is saved')).toBe(null);
  });

  it('stays while somebody points at it or has the focus in it', () => {
    toastUnderFakeTime('Save');
    const toast = screen.getByText('It is saved');
    fireEvent.pointerEnter(toast);
    pass(60_000);
    fireEvent.pointerLeave(toast);
    act(() => screen.getByRole('button', { name: 'Dismiss' }).focus());
    pass(60_000);
    expect(screen.queryByText('It is saved')).not.toBe(null);
    act(() => screen.getByRole('button', { name: 'Dismiss' }).blur());
    pass(5000);
    expect(screen.queryByText('It is saved')).toBe(null);
  });

  it('says what failed until it is dismissed', () => {
    toastUnderFakeTime('Fail');
    pass(60_000);
    act(() => screen.getByRole('button', { name: 'Dismiss' }).click());
    expect(screen.queryByText('It failed')).toBe(null);
  });
});
