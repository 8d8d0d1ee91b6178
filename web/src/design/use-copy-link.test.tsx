// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { Button } from './button.tsx';
import { useCopyLink } from './use-copy-link.ts';

const link = 'https://kubecast.test/videos/7';

const Sharing = (): ReactElement => {
  const copyLink = useCopyLink();
  return <Button onClick={() => void copyLink(link)}>Share</Button>;
};

describe('useCopyLink', () => {
  it('says that the link is in the clipboard', async () => {
    const { user } = renderPage({ page: <Sharing /> });
    await user.click(screen.getByRole('button', { name: 'Share' }));
    await screen.findByText('The link is copied');
    expect(await navigator.clipboard.readText()).toBe(link);
  });

  it('leaves the link on the page when the browser does not copy', async () => {
    renderPage({ page: <Sharing /> });
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied', 'NotAllowedError'));
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await act(async () => screen.getByRole('button', { name: 'Share' }).click());
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(screen.queryByText(`Copy it by hand: ${link}`)).not.toBeNull();
  });
});
