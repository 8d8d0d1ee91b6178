// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Me } from '../../api/generated/schemas.ts';
import { buildRecording } from '../../recordings/testing/build-recording.ts';
import { type FakeAnswers, refusal } from '../../testing/fake-api.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { aVideo, aVideoSummary } from '../../videos/testing/a-video.ts';
import { MyVideosPage } from './my-videos-page.tsx';

const listOf = (...items: readonly unknown[]) => ({ items, nextCursor: null });

const me: Me = {
  ...{ id: '7', username: 'ada', email: 'ada@example.org', displayName: null, role: 'user' },
  createdAt: '2026-01-01T00:00:00.000Z',
};

const video = aVideo({ title: 'Bars', tags: ['tone'], visibility: 'private' });

const answers: FakeAnswers = {
  'GET /api/recordings': listOf(),
  'GET /api/videos': listOf(aVideoSummary({ title: 'Bars', tags: ['tone'], visibility: 'private' })),
  'GET /api/videos/categories': listOf(),
  'GET /api/videos/:id': video,
};

const showPage = (own: FakeAnswers = {}) => renderPage({ page: <MyVideosPage />, me, answers: { ...answers, ...own } });

const openEditor = async (user: UserEvent): Promise<void> => {
  await user.click(await screen.findByRole('button', { name: 'Edit Bars' }));
  await screen.findByRole('textbox', { name: 'Title' });
};

const openDeletion = async (user: UserEvent): Promise<void> => {
  await user.click(await screen.findByRole('button', { name: 'More for Bars' }));
  await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
};

/** Asked for, and never answered. */
const unanswered = () => new Promise<never>(() => undefined);

const textbox = (name: string) => screen.getByRole('textbox', { name });
const press = (user: UserEvent, name: string) => user.click(screen.getByRole('button', { name }));

describe('MyVideosPage', () => {
  it('lists one’s own videos, whoever may see them', async () => {
    const { api } = showPage();
    const row = await screen.findByRole('article');
    expect(within(row).getByText('Private')).toBeDefined();
    expect(api.calls.find(({ path }) => path === '/api/videos')?.query).toEqual({ owner: 'me' });
  });

  it('leads to the studio when there are none', async () => {
    showPage({ 'GET /api/videos': listOf() });
    await screen.findByText('No videos yet');
    expect(screen.getByRole('link', { name: 'Open the studio' })).toHaveProperty('pathname', '/studio');
  });

  it('says what failed and tries again', async () => {
    const { api, user } = showPage({ 'GET /api/videos': refusal(503, 'DatabaseUnavailable') });
    await screen.findByText('Your videos could not be read');
    api.answer({ 'GET /api/videos': answers['GET /api/videos'] });
    await press(user, 'Retry');
    await screen.findByRole('article');
  });

  it('shows what is being made, and reads the list again when it has become a video', async () => {
    const recording = buildRecording({
      title: 'Last night',
      state: 'complete',
      videoState: 'importing',
      videoId: null,
    });
    const { api, queries } = showPage({ 'GET /api/recordings': listOf(recording), 'GET /api/videos': listOf() });
    const making = await screen.findByRole('region', { name: 'In the making' });
    within(making).getByRole('heading', { name: 'Last night' });
    api.answer({
      'GET /api/recordings': listOf({ ...recording, videoState: 'published', videoId: video.id }),
      'GET /api/videos': answers['GET /api/videos'],
    });
    await queries.invalidateQueries({ queryKey: ['recordings'] });
    await screen.findByRole('link', { name: 'Bars' });
    expect(screen.queryByRole('region', { name: 'In the making' })).toBeNull();
  });
});

describe('a recording that failed', () => {
  const failed = buildRecording({ title: 'Last night', state: 'failed', videoState: 'none', videoId: null });

  it('is tried again', async () => {
    const { api, user } = showPage({
      'GET /api/recordings': listOf(failed),
      'POST /api/recordings/:id/retry': failed,
    });
    await user.click(await screen.findByRole('button', { name: 'Retry Last night' }));
    await screen.findByText('Another try begins in a moment');
    expect(api.calls.find(({ method }) => method === 'POST')?.path).toBe(`/api/recordings/${failed.id}/retry`);
  });

  it('is deleted, and leaves the focus on the page’s heading', async () => {
    const { api, user } = showPage({
      'GET /api/recordings': listOf(failed),
      'DELETE /api/recordings/:id': undefined,
    });
    await user.click(await screen.findByRole('button', { name: 'Delete the recording Last night' }));
    api.answer({ 'GET /api/recordings': listOf() });
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await screen.findByText('The recording is deleted');
    expect(screen.queryByRole('region', { name: 'In the making' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
    expect(api.calls.find(({ method }) => method === 'DELETE')?.path).toBe(`/api/recordings/${failed.id}`);
  });
});

describe('editing a video', () => {
  it('sends what was changed alone, and shows what the server then says', async () => {
    const { api, user } = showPage({ 'PATCH /api/videos/:id': video });
    await openEditor(user);
    await user.clear(textbox('Title'));
    await user.type(textbox('Title'), 'Colour bars');
    await user.type(textbox('Tags'), 'Board Games{Enter}');
    await press(user, 'Remove the tag tone');
    await user.click(screen.getByRole('radio', { name: 'Public' }));
    api.answer({ 'GET /api/videos': listOf(aVideoSummary({ title: 'As the server says' })) });
    await press(user, 'Save');
    await screen.findByRole('link', { name: 'As the server says' });
    const change = api.calls.find(({ method }) => method === 'PATCH')?.body;
    expect(change).toEqual({ title: 'Colour bars', tags: ['board-games'], visibility: 'public' });
    await screen.findByText('The video was changed');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('begins by the address, and leaves it when it is done', async () => {
    const { user, address } = renderPage({ page: <MyVideosPage />, me, answers, at: `/my-videos?edit=${video.id}` });
    expect(await screen.findByRole('textbox', { name: 'Title' })).toHaveProperty('value', 'Bars');
    await press(user, 'Cancel');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(address()).toBe('/my-videos');
  });

  it('keeps what is typed while recordings that were refused are asked for again', async () => {
    const { api, queries, user } = showPage({ 'GET /api/recordings': refusal(503, 'ApiUnavailable') });
    await openEditor(user);
    await user.type(textbox('Title'), ' typed');
    const before = api.calls.length;
    api.answer({ 'GET /api/recordings': unanswered });
    act(() => void queries.refetchQueries({ queryKey: ['recordings'] }));
    await waitFor(() => expect(api.calls.slice(before).map(({ path }) => path)).toContain('/api/recordings'));
    expect(textbox('Title')).toHaveProperty('value', 'Bars typed');
    expect(screen.getByRole('article')).toBeDefined();
  });

  it.each([
    ['another’s', aVideo({ isMine: false })],
    ['none', refusal(404, 'NotFound')],
  ])('says so where the address leads to %s', async (_, answer) => {
    const own = { ...answers, 'GET /api/videos/:id': answer };
    renderPage({ page: <MyVideosPage />, me, answers: own, at: `/my-videos?edit=${video.id}` });
    await screen.findByText('There is no such video, or it is not yours to edit.');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  });

  it('opens nothing for an address that names no video', async () => {
    renderPage({ page: <MyVideosPage />, me, answers, at: '/my-videos?edit=' });
    await screen.findByRole('article');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('stays until it is known what became of what is being saved', async () => {
    const { user } = showPage({ 'PATCH /api/videos/:id': unanswered });
    await openEditor(user);
    await user.type(textbox('Title'), ' typed');
    await press(user, 'Save');
    await press(user, 'Close');
    expect(screen.queryByRole('dialog', { name: 'Discard your changes?' })).toBeNull();
    expect(screen.getByRole('dialog', { name: 'Edit video' })).toBeDefined();
  });

  it('takes a tag away with Backspace, and adds what is still typed when it is saved', async () => {
    const { api, user } = showPage({ 'PATCH /api/videos/:id': video });
    await openEditor(user);
    await user.type(textbox('Tags'), '{Backspace}one, two');
    await press(user, 'Save');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ tags: ['one', 'two'] });
  });

  it('refuses beforehand what the server would, beside the field', async () => {
    const { api, user } = showPage();
    await openEditor(user);
    await user.clear(textbox('Title'));
    await press(user, 'Save');
    await screen.findByText('Say what the video is called');
    expect(document.activeElement).toBe(textbox('Title'));
    expect(api.calls.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  it('says beside the field what the server refuses', async () => {
    const fields = { 'tags.0': 'is not allowed' };
    const { user } = showPage({ 'PATCH /api/videos/:id': refusal(400, 'RequestInvalid', { fields }) });
    await openEditor(user);
    await user.type(textbox('Tags'), 'rude{Enter}');
    await press(user, 'Save');
    await screen.findByText(/is not allowed/);
    expect(document.activeElement).toBe(textbox('Tags'));
  });

  it('asks before it throws away what was typed', async () => {
    const { user } = showPage();
    await openEditor(user);
    await user.type(textbox('Description'), 'More');
    await press(user, 'Cancel');
    await press(user, 'Discard');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('deleting a video', () => {
  it('asks, and leaves the focus on the page’s heading', async () => {
    const { api, user } = showPage({ 'DELETE /api/videos/:id': undefined });
    await openDeletion(user);
    within(screen.getByRole('dialog')).getByText(/It does not come back/);
    api.answer({ 'GET /api/videos': listOf() });
    await press(user, 'Delete for good');
    await screen.findByText('No videos yet');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is done when the video was gone already', async () => {
    const { user } = showPage({ 'DELETE /api/videos/:id': refusal(404, 'NotFound') });
    await openDeletion(user);
    await press(user, 'Delete for good');
    await screen.findByText('The video was deleted');
  });

  it('stays until it is known what became of it', async () => {
    const answer = Promise.withResolvers<unknown>();
    const { user } = showPage({ 'DELETE /api/videos/:id': () => answer.promise });
    await openDeletion(user);
    await press(user, 'Delete for good');
    await press(user, 'Close');
    expect(screen.getByRole('dialog')).toBeDefined();
    answer.resolve(undefined);
    await screen.findByText('The video was deleted');
  });

  it('says in the dialog why it failed', async () => {
    const { user } = showPage({ 'DELETE /api/videos/:id': refusal(503, 'DatabaseUnavailable', { detail: 'Later.' }) });
    await openDeletion(user);
    await press(user, 'Delete for good');
    await within(screen.getByRole('dialog')).findByText('Later.');
  });
});
