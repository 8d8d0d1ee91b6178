// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatDateTime } from './format-date-time.ts';
import { RelativeTime } from './relative-time.tsx';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-02T10:00:00Z') });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('RelativeTime', () => {
  it('follows the clock, and says the exact time in its title', () => {
    render(<RelativeTime at="2026-01-02T09:58:50Z" />);
    const time = screen.getByText('1 minute ago');
    expect([time.getAttribute('datetime'), time.title]).toEqual([
      '2026-01-02T09:58:50Z',
      formatDateTime('2026-01-02T09:58:50Z'),
    ]);
    act(() => {
      vi.advanceTimersByTime(60_000);
    });
    expect(time.textContent).toBe('2 minutes ago');
  });

  it('leaves no timer behind when it goes', () => {
    const { unmount } = render(<RelativeTime at="2026-01-02T09:58:50Z" />);
    expect(vi.getTimerCount()).toBe(1);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});
