// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { Button } from './button.tsx';

describe('Button', () => {
  it('does nothing while busy, and keeps its name and its focus', async () => {
    const [click, submit] = [vi.fn(), vi.fn()];
    const { user } = renderPage({
      page: (
        <form onSubmit={submit}>
          <Button type="submit" isBusy onClick={click}>
            Save
          </Button>
        </form>
      ),
    });
    const button = screen.getByRole('button', { name: 'Save', busy: true });
    await user.click(button);
    expect([click.mock.calls.length, submit.mock.calls.length, document.activeElement]).toEqual([0, 0, button]);
  });
});
