// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EmbeddedPlayer } from './embedded-player.tsx';

vi.mock('../player/live/lazy-live-player.tsx', () => ({
  LazyLivePlayer: () => {
    throw new TypeError('Failed to fetch dynamically imported module: /assets/live-player-1a2b.js');
  },
}));

const show = (isAutoplay: boolean, name = 'main'): void =>
  void render(<EmbeddedPlayer namespace="live" name={name} isAutoplay={isAutoplay} isMuted={false} />);

beforeEach(() => {
  vi.spyOn(window, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  vi.spyOn(console, 'error').mockReturnValue();
  return () => {
    cleanup();
    vi.restoreAllMocks();
  };
});

describe('EmbeddedPlayer', () => {
  it('keeps the frame, and says what to do, when the player does not come', async () => {
    show(true);
    expect((await screen.findByRole('alert')).textContent).toContain('The player could not be loaded.');
    expect(screen.getByRole('button', { name: 'Load again' })).toBeTruthy();
    expect(screen.getByRole('link', { name: /Watch on Kubecast/ })).toBeTruthy();
  });

  it('keeps the focus in the player of who began it by its button', async () => {
    show(false);
    await userEvent.click(screen.getByRole('button', { name: 'Play main' }));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Player');
  });

  it('asks for the first media with the click, and for none before', async () => {
    show(false, 'second');
    expect(fetch).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Play second' }));
    expect(vi.mocked(fetch).mock.calls[0]?.[0]).toBe(
      new URL('/live-streams/live/second/master.m3u8', location.href).href,
    );
  });
});
