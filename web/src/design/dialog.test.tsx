// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

const Asking = (): ReactElement => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Ask</Button>
      <Dialog title="A question" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        Well?
      </Dialog>
    </>
  );
};

describe('Dialog', () => {
  it('is there only while it is open, under its title', async () => {
    const { user } = renderPage({ page: <Asking /> });
    expect(screen.queryByRole('dialog')).toBe(null);
    await user.click(screen.getByRole('button', { name: 'Ask' }));
    expect(screen.getByRole<HTMLDialogElement>('dialog', { name: 'A question' }).open).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBe(null);
  });

  it('is closed while it is in the page, where the browser still gives the focus back', async () => {
    const close = vi.spyOn(HTMLDialogElement.prototype, 'close');
    onTestFinished(() => close.mockRestore());
    const wasInPage: boolean[] = [];
    close.mockImplementation(function note(this: HTMLDialogElement) {
      wasInPage.push(this.isConnected);
    });
    const { user } = renderPage({ page: <Asking /> });
    await user.click(screen.getByRole('button', { name: 'Ask' }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(wasInPage).toEqual([true]);
  });

  it('closes by Escape, which the browser tells as a cancel', async () => {
    const { user } = renderPage({ page: <Asking /> });
    await user.click(screen.getByRole('button', { name: 'Ask' }));
    screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(await screen.findByRole('button', { name: 'Ask' })).toBeTruthy();
    expect(screen.queryByText('Well?')).toBe(null);
  });

  it('is shown again when the browser closes what is to stay', () => {
    const onClose = vi.fn();
    renderPage({
      page: (
        <Dialog title="A question" isOpen onClose={onClose}>
          Well?
        </Dialog>
      ),
    });
    const dialog = screen.getByRole<HTMLDialogElement>('dialog');
    const showModal = vi.spyOn(dialog, 'showModal');
    dialog.close();
    expect([dialog.open, showModal.mock.calls.length]).toEqual([true, 1]);
  });

  it.each([
    ['closes by a press beside it', false, 1],
    ['stays when people type in it', true, 0],
  ])('%s', (_what, isForm, closings) => {
    const onClose = vi.fn();
    renderPage({
      page: (
        <Dialog title="A question" isOpen isForm={isForm} onClose={onClose}>
          Well?
        </Dialog>
      ),
    });
    fireEvent.mouseDown(screen.getByText('Well?'));
    fireEvent.mouseDown(screen.getByRole('dialog'));
    expect(onClose).toHaveBeenCalledTimes(closings);
  });
});
