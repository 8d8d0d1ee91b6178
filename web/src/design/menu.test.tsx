// @vitest-environment happy-dom
import { createEvent, fireEvent, screen } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { Button } from './button.tsx';
import { Menu } from './menu.tsx';

const items = ['First', 'Second'].map((label) => ({ label, onSelect: () => undefined }));

const Page = ({ checked }: { readonly checked?: string }): ReactElement => {
  const [renders, setRenders] = useState(0);
  const shown = items.map((item) => (checked ? { ...item, isChecked: item.label === checked } : { ...item }));
  return (
    <>
      <Menu label={`Things ${renders}`} items={shown} />
      <Button onClick={() => setRenders(renders + 1)}>Render</Button>
    </>
  );
};

const focused = (): string | null | undefined => document.activeElement?.textContent;

describe('Menu', () => {
  it('begins at its first item, and leaves the focus alone when its page renders anew', async () => {
    const { user } = renderPage({ page: <Page /> });
    await user.click(screen.getByRole('button', { name: 'Things 0' }));
    expect(focused()).toBe('First');
    await user.keyboard('{ArrowDown}');
    fireEvent.click(screen.getByRole('button', { name: 'Render' }));
    expect([screen.getByRole('menu').getAttribute('aria-label'), focused()]).toEqual(['Things 1', 'Second']);
  });

  it('begins at what is chosen', async () => {
    const { user } = renderPage({ page: <Page checked="Second" /> });
    await user.click(screen.getByRole('button', { name: 'Things 0' }));
    expect(focused()).toBe('Second');
  });

  it('opens by an arrow, which does not scroll the page, and gives the focus back on Escape', async () => {
    const { user } = renderPage({ page: <Page /> });
    const button = screen.getByRole('button', { name: 'Things 0' });
    button.focus();
    const arrow = createEvent.keyDown(button, { key: 'ArrowDown' });
    fireEvent(button, arrow);
    expect([arrow.defaultPrevented, focused()]).toEqual([true, 'First']);
    await user.keyboard('{Escape}');
    expect([screen.queryByRole('menu'), document.activeElement]).toEqual([null, button]);
  });
});
