// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ResumeNote } from './resume-note.tsx';

const show = (seconds: number) => {
  const onEnd = vi.fn();
  const note = (at: number) => <ResumeNote seconds={at} onStartOver={() => undefined} onEnd={onEnd} />;
  const { rerender } = render(note(seconds));
  return { onEnd, change: (at: number) => rerender(note(at)) };
};

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

describe('ResumeNote', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    onTestFinished(() => {
      cleanup();
      vi.useRealTimers();
    });
  });

  it('says where it goes on, in a place that was there before', async () => {
    const { change, onEnd } = show(0);
    const status = screen.getByRole('status');
    expect([status.textContent, screen.queryByRole('button')]).toEqual(['', null]);
    await pass(60_000);
    expect(onEnd).not.toHaveBeenCalled();
    change(75);
    expect(status.textContent).toBe('Going on at 1:15');
    await pass(8_000);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('stays while it has the focus', async () => {
    const { onEnd } = show(75);
    const button = screen.getByRole('button', { name: 'Start over' });
    act(() => button.focus());
    await pass(60_000);
    expect(onEnd).not.toHaveBeenCalled();
    act(() => button.blur());
    await pass(8_000);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('stays under a pointer', async () => {
    const { onEnd } = show(75);
    fireEvent.pointerEnter(screen.getByRole('button'));
    await pass(60_000);
    expect(onEnd).not.toHaveBeenCalled();
  });
});
