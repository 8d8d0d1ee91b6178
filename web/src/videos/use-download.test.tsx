// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { Button } from '../design/button.tsx';
import { refusal } from '../testing/fake-api.ts';
import { renderPage } from '../testing/render-page.tsx';
import { aVideo } from './testing/a-video.ts';
import { useDownload } from './use-download.ts';

const Saving = (): ReactElement => {
  const download = useDownload();
  return <Button onClick={() => download.begin('7')}>Save</Button>;
};

describe('useDownload', () => {
  it.each([
    ['its file is not theirs', aVideo({ downloadUrl: null }), 'The file is for its owner alone.'],
    ['it is gone', refusal(404, 'NotFound', { detail: 'There is no such video' }), 'There is no such video.'],
  ])('says why it is not saved when %s', async (_when, answer, text) => {
    const { user } = renderPage({ page: <Saving />, answers: { 'GET /api/videos/:id': answer } });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(text)).toBeTruthy();
  });
});
