// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { CopyField } from './copy-field.tsx';

const field = (): HTMLInputElement => screen.getByLabelText('Stream key');

describe('CopyField', () => {
  it('copies a secret without showing it', async () => {
    const { user } = renderPage({ page: <CopyField label="Stream key" value="hush" isSecret /> });
    await user.click(screen.getByRole('button', { name: 'Copy Stream key' }));
    expect(await screen.findByText('Copied')).toBeTruthy();
    expect(field().value).not.toContain('hush');
    expect(await navigator.clipboard.readText()).toBe('hush');
  });

  it('shows a secret on request, and hides it again', async () => {
    const { user } = renderPage({ page: <CopyField label="Stream key" value="hush" isSecret /> });
    await user.click(screen.getByRole('button', { name: 'Show Stream key' }));
    expect(field().value).toBe('hush');
    await user.click(screen.getByRole('button', { name: 'Hide Stream key' }));
    expect(field().value).not.toContain('hush');
  });

  it('selects what can be copied by hand when the browser does not copy, also of a secret', async () => {
    const { user } = renderPage({ page: <CopyField label="Stream key" value="hush" isSecret /> });
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied', 'NotAllowedError'));
    await user.click(screen.getByRole('button', { name: 'Copy Stream key' }));
    expect(await screen.findByText('Select it and copy by hand')).toBeTruthy();
    const { value, selectionStart, selectionEnd } = field();
    expect([document.activeElement, value.slice(selectionStart ?? 0, selectionEnd ?? 0)]).toEqual([field(), 'hush']);
  });

  it('gives the secret itself to who copies what is hidden by the keyboard', async () => {
    const { user } = renderPage({ page: <CopyField label="Stream key" value="hush" isSecret /> });
    await user.click(field());
    const copied = await user.copy();
    expect(copied?.getData('text/plain')).toBe('hush');
  });
});
