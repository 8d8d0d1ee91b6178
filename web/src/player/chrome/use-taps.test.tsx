// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toggleFullScreen } from './media-requests.ts';
import { useTaps } from './use-taps.ts';

vi.mock('./media-requests.ts', () => ({ toggleFullScreen: vi.fn() }));

const Frame = ({ onSeekBy }: { readonly onSeekBy: (seconds: number) => void }): ReactElement => (
  <div {...useTaps(onSeekBy)}>
    <video muted />
    <button type="button">Play</button>
  </div>
);

const show = () => {
  const onSeekBy = vi.fn();
  const { container } = render(<Frame onSeekBy={onSeekBy} />);
  const frame = container.firstElementChild as HTMLElement;
  frame.getBoundingClientRect = () => new DOMRect(100, 0, 300, 200);
  const twice = (selector: string, pointerType: string, clientX: number): void => {
    const target = container.querySelector(selector) ?? frame;
    for (let press = 0; press < 2; press += 1) {
      fireEvent(target, new PointerEvent('pointerup', { bubbles: true, pointerType, clientX }));
    }
    fireEvent.doubleClick(target);
  };
  return { onSeekBy, twice };
};

describe('useTaps', () => {
  afterEach(() => {
    cleanup();
    vi.clearAllMocks();
  });

  it('seeks by two taps on a side, and leaves the screen as it is', () => {
    const { onSeekBy, twice } = show();
    twice('video', 'touch', 120);
    expect(onSeekBy).toHaveBeenCalledExactlyOnceWith(-10);
    expect(toggleFullScreen).not.toHaveBeenCalled();
  });

  it('fills the screen by two clicks of a mouse, and seeks nowhere', () => {
    const { onSeekBy, twice } = show();
    twice('video', 'mouse', 120);
    expect(toggleFullScreen).toHaveBeenCalledOnce();
    expect(onSeekBy).not.toHaveBeenCalled();
  });

  it('leaves what stands over the picture alone', () => {
    const { onSeekBy, twice } = show();
    twice('button', 'touch', 120);
    twice('button', 'mouse', 120);
    expect(onSeekBy).not.toHaveBeenCalled();
    expect(toggleFullScreen).not.toHaveBeenCalled();
  });
});
