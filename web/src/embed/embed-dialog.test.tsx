// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { EmbedDialog } from './embed-dialog.tsx';

const stream = { namespace: 'live', stream: 'main', title: 'News', isOpen: true, onClose: () => undefined };

afterEach(cleanup);

describe('EmbedDialog', () => {
  it('shows the frame of this site', () => {
    render(<EmbedDialog {...stream} />);
    expect(screen.getByLabelText<HTMLInputElement>('HTML').value).toContain(`src="${location.origin}/embed/live/main"`);
  });

  it('says that a private stream cannot be embedded', () => {
    render(<EmbedDialog {...stream} isPrivate />);
    expect(screen.queryByLabelText('HTML')).toBeNull();
    expect(screen.getByText(/private/)).toBeDefined();
  });
});
