// @vitest-environment happy-dom
import { cleanup, render, renderHook, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChoiceMenu } from './choice-menu.tsx';
import { useHotkeys } from './use-hotkeys.ts';

const choices = [
  { value: 'auto', label: 'Auto (720p)' },
  { value: 0, label: '720p' },
  { value: 1, label: '360p' },
];

const renderMenu = (chosen: string | number = 'auto') => {
  const onChoose = vi.fn();
  render(<ChoiceMenu label="Quality" icon={null} choices={choices} chosen={chosen} onChoose={onChoose} />);
  return { onChoose, user: userEvent.setup(), button: screen.getByRole('button') };
};

const focused = (): string | null | undefined => document.activeElement?.textContent;

afterEach(cleanup);

describe('ChoiceMenu', () => {
  it('says what is chosen without being opened', () => {
    const { button } = renderMenu();
    expect(button.getAttribute('aria-label')).toBe('Quality: Auto (720p)');
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('begins at what is chosen, moves by arrows and comes round', async () => {
    const { button, user } = renderMenu(1);
    button.focus();
    await user.keyboard('{Enter}');
    expect(focused()).toBe('360p');
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe('Auto (720p)');
    await user.keyboard('{End}{ArrowUp}');
    expect(focused()).toBe('720p');
  });

  it.each(['ArrowUp', 'ArrowDown'])('opens by %s, which the player around it then does not take', async (key) => {
    const { button, user } = renderMenu(1);
    const onAction = vi.fn();
    renderHook(() => useHotkeys({ player: { current: document.body }, onAction }));
    button.focus();
    await user.keyboard(`{${key}}`);
    expect(focused()).toBe('360p');
    expect(onAction).not.toHaveBeenCalled();
  });

  it('chooses, closes and gives the focus back', async () => {
    const { button, onChoose, user } = renderMenu();
    await user.click(button);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onChoose).toHaveBeenCalledWith(0);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it('closes without a choice by Escape and by a press elsewhere', async () => {
    const { button, onChoose, user } = renderMenu();
    await user.click(button);
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(button);
    await user.click(button);
    await user.click(document.body);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(onChoose).not.toHaveBeenCalled();
  });
});
