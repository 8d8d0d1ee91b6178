// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { liveWindow } from '../core/testing/live-window.ts';
import { SeekBar } from './seek-bar.tsx';

const behind = { ...liveWindow, startSeconds: 1_000, liveSeconds: 1_100, positionSeconds: 1_020 };

const renderBar = () => {
  const onSeek = vi.fn();
  render(<SeekBar window={behind} onSeek={onSeek} />);
  return { onSeek, bar: screen.getByRole<HTMLInputElement>('slider', { name: 'Position' }) };
};

afterEach(cleanup);

describe('SeekBar', () => {
  it('says in words where the picture is', () => {
    expect(renderBar().bar.getAttribute('aria-valuetext')).toBe('1:20 behind live');
  });

  it('seeks once, where a drag ends, and says on the way where that would be', () => {
    const { onSeek, bar } = renderBar();
    fireEvent.input(bar, { target: { value: '40' } });
    fireEvent.input(bar, { target: { value: '60' } });
    expect(onSeek).not.toHaveBeenCalled();
    expect(screen.getByText('−0:40')).toBeDefined();
    fireEvent.change(bar);
    expect(onSeek.mock.calls).toEqual([[1_060]]);
  });

  it('forgets a drag that is taken away', () => {
    const { onSeek, bar } = renderBar();
    fireEvent.input(bar, { target: { value: '40' } });
    fireEvent.pointerCancel(bar);
    expect(bar.valueAsNumber).toBe(20);
    expect(onSeek).not.toHaveBeenCalled();
  });

  it('goes by its own keys', async () => {
    const { onSeek, bar } = renderBar();
    bar.focus();
    await userEvent.keyboard('{ArrowRight}{PageUp}{Home}{End}');
    expect(onSeek.mock.calls).toEqual([[1_025], [1_080], [1_000], [1_100]]);
  });
});
