// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactElement, useRef } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HotkeyAction } from './hotkeys.ts';
import { useHotkeys } from './use-hotkeys.ts';

interface PageProps {
  readonly onAction: (action: HotkeyAction) => void;
  readonly isWholePage?: boolean;
}

const Page = ({ onAction, isWholePage = true }: PageProps): ReactElement => {
  const player = useRef<HTMLElement>(null);
  useHotkeys({ player, onAction, isWholePage });
  return (
    <>
      <section ref={player}>
        <button type="button">Mute</button>
      </section>
      <input aria-label="Search" />
      <a href="#x">Elsewhere</a>
    </>
  );
};

const renderPage = (isWholePage?: boolean) => {
  const onAction = vi.fn();
  render(<Page onAction={onAction} {...(isWholePage !== undefined && { isWholePage })} />);
  return { onAction, user: userEvent.setup() };
};

afterEach(cleanup);

describe('useHotkeys', () => {
  it('takes a key wherever the focus is on the page', async () => {
    const { onAction, user } = renderPage();
    await user.keyboard('k');
    screen.getByRole('link').focus();
    await user.keyboard('m');
    expect(onAction.mock.calls).toEqual([[{ kind: 'togglePlay' }], [{ kind: 'toggleMute' }]]);
  });

  it('takes nothing that is typed, and nothing with a modifier', async () => {
    const { onAction, user } = renderPage();
    await user.type(screen.getByRole('textbox'), 'k?m');
    await user.click(document.body);
    await user.keyboard('{Control>}f{/Control}{Alt>}{ArrowLeft}{/Alt}{Meta>}c{/Meta}');
    expect(onAction).not.toHaveBeenCalled();
  });

  it('takes only keys of its own player when there may be another', async () => {
    const { onAction, user } = renderPage(false);
    await user.keyboard('k');
    screen.getByRole('button').focus();
    await user.keyboard('m');
    expect(onAction.mock.calls).toEqual([[{ kind: 'toggleMute' }]]);
  });

  it('lets go when the player is gone', async () => {
    const { onAction, user } = renderPage();
    cleanup();
    await user.keyboard('k');
    expect(onAction).not.toHaveBeenCalled();
  });
});
