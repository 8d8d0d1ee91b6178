// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { refusal, unreachable } from '../testing/fake-api.ts';
import { ada } from '../testing/fake-session.ts';
import { renderPage } from '../testing/render-page.tsx';
import { RecordingsPanel } from './recordings-panel.tsx';
import { buildRecording } from './testing/build-recording.ts';

const failed = buildRecording({
  id: 'failed',
  state: 'failed',
  reason: 'Failed',
  message: 'The session has no segment that can be used',
  videoState: 'none',
  videoId: null,
});
const queued = { ...failed, state: 'waiting', reason: 'Pending', message: 'The recorder is being started' };

const page = <RecordingsPanel streamId="f00d" />;
const list = (...items: readonly unknown[]) => ({ items, nextCursor: null });

describe('RecordingsPanel', () => {
  it('asks for those of the stream, and says what each is', async () => {
    const range = { from: '2026-01-31T19:30:10Z', to: '2026-01-31T19:31:00Z' };
    const clip = buildRecording({ id: 'clip', title: 'The goal', range, videoState: 'importing', videoId: null });
    const { api } = renderPage({ page, me: ada, answers: { 'GET /api/recordings': list(clip, buildRecording()) } });
    const [first, second] = await screen.findAllByRole('article');
    expect(api.calls[0]?.query).toEqual({ streamId: 'f00d' });
    expect(first?.textContent).toMatch(/The goal.*Clip.*It becomes a video…/);
    expect(
      within(second ?? document.body)
        .getByRole('link', { name: 'Watch Evening light' })
        .getAttribute('href'),
    ).toBe('/videos/5f6c1f0e-9d1f-4a52-8f9e-1d7d5d7f7a01');
    expect(second?.textContent).toMatch(/2:05 · 15 MB · 1280 × 720/);
  });

  it('says how the first one comes about when there is none', async () => {
    renderPage({ page, me: ada, answers: { 'GET /api/recordings': list() } });
    expect(await screen.findByText('No recordings yet')).toBeTruthy();
  });

  it('reads again on request when nobody answered', async () => {
    const { api, user } = renderPage({ page, me: ada, answers: { 'GET /api/recordings': unreachable } });
    expect(await screen.findByText('The recordings could not be read')).toBeTruthy();
    api.answer({ 'GET /api/recordings': list(failed) });
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('The session has no segment that can be used', { exact: false })).toBeTruthy();
  });

  it('has one that failed tried again, and shows what the server says then', async () => {
    const { api, user } = renderPage({
      page,
      me: ada,
      answers: { 'GET /api/recordings': list(failed), 'POST /api/recordings/:id/retry': queued },
    });
    const retry = await screen.findByRole('button', { name: 'Retry Evening light' });
    api.answer({ 'GET /api/recordings': list(queued) });
    await user.click(retry);
    expect(await screen.findByText('In the queue')).toBeTruthy();
    expect(await screen.findByText('Another try begins in a moment')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Retry Evening light' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Evening light' }));
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
      'Evening light: In the queue',
    );
    expect(api.calls.map(({ method, path }) => `${method} ${path}`)).toContain('POST /api/recordings/failed/retry');
  });

  it('says why one is not tried again', async () => {
    const detail = 'Could not try the recording again: 10 clips are still being made';
    const { user } = renderPage({
      page,
      me: ada,
      answers: {
        'GET /api/recordings': list(failed),
        'POST /api/recordings/:id/retry': refusal(409, 'ClipLimitReached', { detail }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Retry Evening light' }));
    expect((await screen.findByRole('alert')).textContent).toBe(`${detail}.`);
  });

  it('deletes one when that is confirmed, and puts the focus on the heading', async () => {
    const { api, user } = renderPage({
      page,
      me: ada,
      answers: { 'GET /api/recordings': list(buildRecording()), 'DELETE /api/recordings/:id': undefined },
    });
    await user.click(await screen.findByRole('button', { name: 'Delete the recording Evening light' }));
    const dialog = screen.getByRole('dialog', { name: 'Delete the recording?' });
    expect(dialog.textContent).toMatch(/the video that it became stays/);
    api.answer({ 'GET /api/recordings': list() });
    expect(api.calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('The recording is deleted')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Recordings' }));
    expect(api.calls.find(({ method }) => method === 'DELETE')?.path).toBe(`/api/recordings/${buildRecording().id}`);
  });

  it('offers no change of what is managed elsewhere', async () => {
    const answers = { 'GET /api/recordings': list({ ...failed, isManagedHere: false }) };
    renderPage({ page, me: ada, answers });
    expect(await screen.findByText(/changed there alone/)).toBeTruthy();
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
