// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { aStreamMessage } from '../../streams/testing/a-stream-message.ts';
import { aCondition, anOwnStream, someLadders } from '../../studio/testing/studio-fixtures.ts';
import { refusal, unreachable } from '../../testing/fake-api.ts';
import { ada } from '../../testing/fake-session.ts';
import { type RenderedPage, renderPage } from '../../testing/render-page.tsx';
import { StudioPage } from './studio-page.tsx';

const list = (...items: readonly unknown[]) => ({ items, nextCursor: null });
const ladders = { 'GET /api/streams/presets': { items: someLadders } };

const renderStudio = (answers: object, me = ada): RenderedPage =>
  renderPage({ page: <StudioPage />, path: '/studio', at: '/studio', me, answers: { ...ladders, ...answers } });

const openForm = async (user: UserEvent): Promise<void> => {
  await user.click(await screen.findByRole('button', { name: 'Create your first stream' }));
  await screen.findByLabelText('Title');
};
const create = (user: UserEvent): Promise<void> =>
  user.click(screen.getByRole('button', { name: 'Create the stream' }));

describe('StudioPage', () => {
  it('sends strangers to the login', async () => {
    const { address } = renderPage({ page: <StudioPage />, path: '/studio', at: '/studio' });
    expect(address()).toBe('/login?next=%2Fstudio');
  });

  it('says where each stream stands, and why one is not ready', async () => {
    const starting = anOwnStream(
      { id: 's2', title: 'Second', isReady: false },
      {
        conditions: [aCondition('Ready', 'False', 'Unschedulable')],
      },
    );
    renderStudio({
      'GET /api/streams': list(anOwnStream({ id: 's1', title: 'First', state: 'live', viewers: 12 }), starting),
      'GET /api/streams/:id': starting,
    });
    await screen.findByText('The cluster has no room for this stream');
    const rows = screen.getAllByRole('article').map((row) => row.textContent);
    expect([rows[0]?.includes('Live12 watching'), rows[1]?.includes('Not ready')]).toEqual([true, true]);
  });

  it('reads again why a stream is not ready, and gives nothing good as the reason', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const seen = async (text: string): Promise<void> => {
      while (!screen.queryByText(text)) await act(() => vi.advanceTimersByTimeAsync(100));
    };
    const conditions = [aCondition('StorageHealthy', 'True', 'UploadsKeepUp')];
    const starting = anOwnStream({ isReady: false }, { conditions });
    const { api } = renderStudio({ 'GET /api/streams': list(starting), 'GET /api/streams/:id': starting });
    await seen('Getting ready');
    const full = [...conditions, aCondition('Ready', 'False', 'Unschedulable')];
    api.answer({ 'GET /api/streams/:id': anOwnStream({ isReady: false }, { conditions: full }) });
    await seen('The cluster has no room for this stream');
    expect(screen.queryByText('Saving keeps up')).toBeNull();
  });

  it('follows a stream by its messages', async () => {
    const { realtime } = renderStudio({ 'GET /api/streams': list(anOwnStream()) });
    await screen.findByText('Ready');
    const { id } = anOwnStream();
    realtime.say(`stream:${id}`, aStreamMessage({ id, state: 'reconnecting', sessionId: null }));
    expect(await screen.findByText('Reconnecting')).toBeTruthy();
  });

  it('lets go of a stream that was deleted elsewhere', async () => {
    const { realtime, api } = renderStudio({ 'GET /api/streams': list(anOwnStream()) });
    await screen.findByText('Ready');
    api.answer({ 'GET /api/streams': list() });
    const topic = `stream:${anOwnStream().id}` as const;
    realtime.say(topic, { type: 'error', code: 'NotFound', detail: 'There is none', topic });
    expect(await screen.findByText('No stream yet')).toBeTruthy();
  });

  it('says what failed, and reads again on request', async () => {
    const { api, user } = renderStudio({ 'GET /api/streams': unreachable });
    await screen.findByText('Your streams could not be read');
    api.answer({ 'GET /api/streams': list() });
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('No stream yet')).toBeTruthy();
  });

  it('creates a stream and goes to its studio', async () => {
    const created = anOwnStream({ id: 'new', isReady: false });
    const { user, api, address } = renderStudio({ 'GET /api/streams': list(), 'POST /api/streams': created });
    await openForm(user);
    await user.type(screen.getByLabelText('Title'), 'Town hall');
    await user.click(screen.getByRole('radio', { name: /Private/ }));
    await create(user);
    await screen.findByText('Another page');
    const post = api.calls.find(({ method }) => method === 'POST');
    expect(post?.body).toMatchObject({
      title: 'Town hall',
      visibility: 'private',
      ladder: 'hd',
      recordingMode: 'always',
    });
    expect(address()).toBe('/studio/new');
  });

  it('shows what the cluster has no room for, and why, and lets nobody choose it', async () => {
    const { user } = renderStudio({ 'GET /api/streams': list() });
    await openForm(user);
    const tooLarge = screen.getByRole<HTMLInputElement>('radio', {
      name: /Ultra HD.*Not possible here.*3 processor cores/,
    });
    expect([tooLarge.disabled, screen.getByRole<HTMLInputElement>('radio', { name: /^HD/ }).checked]).toEqual([
      true,
      true,
    ]);
  });

  it('asks for a title without asking the api', async () => {
    const { user, api } = renderStudio({ 'GET /api/streams': list() });
    await openForm(user);
    await create(user);
    expect(screen.getByText('Give the stream a title')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Title'));
    expect(api.calls.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('says beside an advanced field what the api finds wrong with it, and goes there', async () => {
    const { user } = renderStudio({
      'GET /api/streams': list(),
      'POST /api/streams': refusal(400, 'RequestInvalid', { fields: { latencyMilliseconds: 'must be >= 20' } }),
    });
    await openForm(user);
    await user.type(screen.getByLabelText('Title'), 'Town hall');
    await create(user);
    await screen.findByText(/must be >= 20/);
    const latency = screen.getByLabelText('Buffer for lost data, in milliseconds');
    expect([latency.closest('details')?.open, document.activeElement === latency]).toEqual([true, true]);
  });

  it('says at its rung what is wrong with a quality of one’s own', async () => {
    const { user } = renderStudio({
      'GET /api/streams': list(),
      'POST /api/streams': refusal(400, 'RequestInvalid', { fields: { 'renditions.1.height': 'height must be even' } }),
    });
    await openForm(user);
    await user.type(screen.getByLabelText('Title'), 'Town hall');
    await user.click(screen.getByRole('radio', { name: /My own/ }));
    await create(user);
    const second = await screen.findByRole('group', { name: 'Quality 2' });
    expect(await within(second).findByText(/must be even/)).toBeTruthy();
  });

  it('says and focuses what is wrong with a choice', async () => {
    const { user } = renderStudio({
      'GET /api/streams': list(),
      'POST /api/streams': refusal(400, 'RequestInvalid', { fields: { ladder: 'must be one of the presets' } }),
    });
    await openForm(user);
    await user.type(screen.getByLabelText('Title'), 'Town hall');
    await create(user);
    expect((await screen.findByRole('alert')).textContent).toMatch(/must be one of/);
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: /^HD/ }));
  });

  it('keeps the focus in the form when the last of one’s own qualities is removed', async () => {
    const { user } = renderStudio({ 'GET /api/streams': list() });
    await openForm(user);
    await user.click(screen.getByRole('radio', { name: /My own/ }));
    await user.click(screen.getByRole('button', { name: 'Remove quality 2' }));
    expect(screen.queryByRole('group', { name: 'Quality 2' })).toBeNull();
    expect(document.activeElement?.textContent).toBe('Add a quality');
  });

  it('says in words that there may be no more streams', async () => {
    const detail = 'Could not create the stream: you have 3 of at most 3; delete one first';
    const { user } = renderStudio({
      'GET /api/streams': list(),
      'POST /api/streams': refusal(409, 'StreamLimitReached', { detail }),
    });
    await openForm(user);
    await user.type(screen.getByLabelText('Title'), 'Town hall');
    await create(user);
    expect((await screen.findByRole('alert')).textContent).toContain(detail);
  });
});
