// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SeekBar } from './seek-bar.tsx';

const chapters = [0, 70].map((startSeconds) => ({ startSeconds, recordedAt: '2026-11-23T07:00:00Z' }));
const imageUrl = 'https://kubecast.example/storage/vod-videos/a/storyboard.jpg';
const tiles = [0, 5].map((startSeconds) => ({
  startSeconds,
  imageUrl,
  x: startSeconds * 32,
  y: 90,
  width: 160,
  height: 90,
}));

const show = (positionSeconds: number) => {
  const onSeek = vi.fn();
  render(
    <SeekBar
      positionSeconds={positionSeconds}
      durationSeconds={140}
      bufferedSeconds={100}
      chapters={chapters}
      tiles={tiles}
      onSeek={onSeek}
    />,
  );
  return { onSeek, bar: screen.getByRole<HTMLInputElement>('slider', { name: 'Position' }) };
};

const preview = () => document.querySelector('.player-seek-text')?.textContent;
const picture = () => document.querySelector<HTMLElement>('.player-storyboard-tile')?.style.backgroundPosition;

describe('SeekBar', () => {
  afterEach(cleanup);

  it('says where it is, in time and by chapter', () => {
    const { bar } = show(75.4);
    expect(bar.getAttribute('aria-valuetext')).toBe('1 minute 15 seconds of 2 minutes 20 seconds, Part 2');
    expect(document.querySelectorAll('.player-seek-mark')).toHaveLength(1);
    expect(preview()).toBeUndefined();
  });

  it('seeks by keys, and shows what is there', () => {
    const { bar, onSeek } = show(2);
    fireEvent.keyDown(bar, { key: 'ArrowRight' });
    expect(onSeek).toHaveBeenCalledExactlyOnceWith(7);
    expect(preview()).toBe('0:07 · Part 1');
    expect(picture()).toBe('-160px -90px');
  });

  it('leaves keys with modifiers to the browser', () => {
    const { bar, onSeek } = show(2);
    fireEvent.keyDown(bar, { key: 'ArrowRight', altKey: true });
    expect(onSeek).not.toHaveBeenCalled();
  });

  it('shows while it is dragged where it would seek, and seeks at the end', () => {
    const { bar, onSeek } = show(2);
    fireEvent.input(bar, { target: { value: '71' } });
    expect(onSeek).not.toHaveBeenCalled();
    expect(preview()).toBe('1:11 · Part 2');
    fireEvent(bar, new Event('change', { bubbles: true }));
    expect(onSeek).toHaveBeenCalledExactlyOnceWith(71);
    expect(preview()).toBeUndefined();
  });
});
