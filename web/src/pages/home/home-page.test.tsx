// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aStream } from '../../streams/testing/a-stream.ts';
import { aStreamMessage } from '../../streams/testing/a-stream-message.ts';
import { type FakeAnswers, type FakeCall, refusal } from '../../testing/fake-api.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { aVideoSummary } from '../../videos/testing/a-video.ts';
import { HomePage } from './home-page.tsx';

const listOf = (...items: readonly unknown[]) => ({ items, nextCursor: null });

const ada = { id: '7', username: 'ada', displayName: 'Ada Lovelace' };
const stream = aStream({ title: 'A walk in the rain', owner: ada });
const video = aVideoSummary({ title: 'Bars, and a tone', owner: ada });

const nothing: FakeAnswers = {
  'GET /api/streams': listOf(),
  'GET /api/videos': listOf(),
  'GET /api/videos/tags': listOf(),
};

const something: FakeAnswers = {
  'GET /api/streams': listOf(stream),
  'GET /api/videos': ({ query }: FakeCall) => (query.q === 'nowhere' ? listOf() : listOf(video)),
  'GET /api/videos/tags': listOf({ name: 'test', videos: 4 }),
};

const showHome = (answers: FakeAnswers, at = '/') => renderPage({ page: <HomePage />, at, answers });

describe('HomePage', () => {
  it('shows who is live and the newest videos', async () => {
    showHome(something);
    const live = await screen.findByRole('region', { name: 'Live now' });
    expect(within(live).getByRole('link', { name: 'A walk in the rain' })).toHaveProperty(
      'pathname',
      '/watch/streams/bars',
    );
    const newest = screen.getByRole('region', { name: 'Newest videos' });
    expect(within(newest).getByRole('link', { name: video.title })).toHaveProperty('pathname', `/videos/${video.id}`);
    expect(document.title).toBe('Live streams and videos · Kubecast');
  });

  it('says what Kubecast is when there is nothing at all', async () => {
    showHome(nothing);
    await screen.findByRole('heading', { name: 'Live streaming on Kubernetes' });
    expect(screen.getByRole('link', { name: 'Create an account' })).toHaveProperty('search', '?next=%2Fstudio');
    expect(screen.queryByRole('navigation', { name: 'Tags' })).toBeNull();
  });

  it('shows a stream that goes live, and leaves out one that ends', async () => {
    const { api, realtime } = showHome({ ...something, 'GET /api/streams': listOf() });
    await screen.findByText(/Nobody is live right now/);
    api.answer({ 'GET /api/streams': listOf(stream) });
    realtime.say('streams', aStreamMessage({ id: stream.id }));
    await screen.findByRole('link', { name: 'A walk in the rain' });
    realtime.say('streams', aStreamMessage({ id: stream.id, state: 'offline' }));
    await screen.findByText(/Nobody is live right now/);
  });

  it('shows the videos when the streams cannot be read', async () => {
    const { api, user } = showHome({ ...something, 'GET /api/streams': refusal(500, 'InternalError') });
    await screen.findByText('The live streams could not be read');
    await screen.findByRole('link', { name: video.title });
    api.answer({ 'GET /api/streams': listOf(stream) });
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await screen.findByRole('link', { name: 'A walk in the rain' });
  });
});

describe('the search of HomePage', () => {
  it('asks for what the address says, and leads back', async () => {
    const { user, address, api } = showHome(something, '/?q=%22a+tone%22+-rain');
    await screen.findByRole('heading', { name: '“"a tone" -rain”', level: 2 });
    expect(document.title).toBe('“"a tone" -rain” · Kubecast');
    expect(api.calls.find(({ path }) => path === '/api/videos')?.query).toEqual({ q: '"a tone" -rain' });
    await user.click(screen.getByRole('link', { name: 'Clear' }));
    await screen.findByRole('region', { name: 'Newest videos' });
    expect(address()).toBe('/');
  });

  it('says how to search, and leads back, when nothing is found', async () => {
    const { user, address } = showHome(something, '/?q=nowhere');
    await screen.findByText('Nothing found for “nowhere”');
    await user.click(screen.getByRole('link', { name: 'Show all videos' }));
    expect(address()).toBe('/');
  });

  it('finds live streams by their titles', async () => {
    showHome(something, '/?q=rain');
    expect(within(await screen.findByRole('region', { name: 'Live now' })).getAllByRole('article')).toHaveLength(1);
  });

  it('narrows by a tag, and widens by the same', async () => {
    const { user, address, api } = showHome(something, '/?q=bars');
    await user.click(await screen.findByRole('link', { name: '#test' }));
    expect(address()).toBe('/?q=bars&tag=test');
    await waitFor(() => expect(api.calls.at(-1)?.query).toEqual({ q: 'bars', tag: 'test' }));
    await user.click(await screen.findByRole('link', { name: '#test', current: true }));
    expect(address()).toBe('/?q=bars');
  });

  it('shows what an owner has made under their name', async () => {
    const { api } = showHome(something, '/?owner=ada');
    await screen.findByRole('heading', { name: 'Ada Lovelace @ada', level: 1 });
    expect(screen.getByRole('region', { name: 'Live now' })).toBeDefined();
    expect(api.calls.find(({ path }) => path === '/api/videos')?.query).toEqual({ owner: 'ada' });
  });

  it('says so when an owner has nothing public', async () => {
    showHome(nothing, '/?owner=eve');
    await screen.findByText('eve has no public videos');
  });
});
