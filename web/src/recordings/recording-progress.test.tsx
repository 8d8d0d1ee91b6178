// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ada } from '../testing/fake-session.ts';
import { renderPage } from '../testing/render-page.tsx';
import { recordingsKey } from './api/list-recordings.ts';
import { RecordingProgress } from './recording-progress.tsx';
import { buildRecording } from './testing/build-recording.ts';

const list = (...items: readonly unknown[]) => ({ items, nextCursor: null });
const made = buildRecording({
  state: 'working',
  reason: 'Assembling',
  message: 'Uploading 3 MiB of 8 MiB (37 %)',
  videoState: 'none',
  videoId: null,
});

describe('RecordingProgress', () => {
  it('shows how far those are that are no videos yet', async () => {
    const published = buildRecording({ id: 'other', title: 'Another one' });
    const { api } = renderPage({
      page: <RecordingProgress />,
      me: ada,
      answers: { 'GET /api/recordings': list(made, published) },
    });
    expect((await screen.findByRole('progressbar')).getAttribute('value')).toBe('37');
    expect([screen.queryByText('Another one'), api.calls[0]?.query.owner]).toEqual([null, 'me']);
  });

  it('tells once one has become a video, and then is gone', async () => {
    const onPublished = vi.fn();
    const { api, queries } = renderPage({
      page: <RecordingProgress onPublished={onPublished} />,
      me: ada,
      answers: { 'GET /api/recordings': list(made) },
    });
    await screen.findByText('In the making');
    api.answer({ 'GET /api/recordings': list(buildRecording()) });
    await queries.invalidateQueries({ queryKey: recordingsKey });
    await waitFor(() => expect(screen.queryByText('In the making')).toBeNull());
    expect(onPublished).toHaveBeenCalledTimes(1);
  });
});
