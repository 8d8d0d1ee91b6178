// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { Component, type ReactElement, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LivePlayerProps } from './live-player.tsx';

type Module = typeof import('./lazy-live-player.tsx');

const code = vi.hoisted((): { Player: ((props: LivePlayerProps) => ReactElement) | undefined } => ({
  Player: undefined,
}));

vi.mock('./live-player.tsx', () => ({
  get LivePlayer() {
    if (!code.Player) throw new Error('The code is gone');
    return code.Player;
  },
}));

class Boundary extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};
  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }
  override render(): ReactNode {
    return this.state.error ? <p>{this.state.error.message}</p> : this.props.children;
  }
}

let lazy: Module;

beforeEach(async () => {
  vi.resetModules();
  code.Player = ({ title }) => <p>Player of {title}</p>;
  lazy = await import('./lazy-live-player.tsx');
});

afterEach(cleanup);

const show = (): ReturnType<typeof render> =>
  render(
    <Boundary>
      <lazy.LazyLivePlayer url="/a.m3u8" title="Bars" poster="/thumbnail.jpg" />
    </Boundary>,
  );

describe('LazyLivePlayer', () => {
  it('keeps the place with its poster until the code is here', async () => {
    const { container } = show();
    expect(container.querySelector('img')?.getAttribute('src')).toBe('/thumbnail.jpg');
    await screen.findByText('Player of Bars');
    expect(container.querySelector('img')).toBeNull();
  });

  it('is there at once when the code is', async () => {
    await lazy.loadLivePlayer();
    show();
    expect(screen.getByText('Player of Bars')).toBeDefined();
  });

  it('hands on that the code cannot be had', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    code.Player = undefined;
    show();
    await screen.findByText(/gone/);
  });
});
