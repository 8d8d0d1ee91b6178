// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { aStream } from '../../streams/testing/a-stream.ts';
import { aStreamMessage } from '../../streams/testing/a-stream-message.ts';
import { type FakeAnswers, type FakeApi, type FakeCall, refusal } from '../../testing/fake-api.ts';
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

/** Asked for, and never answered. */
const unanswered = () => new Promise<never>(() => undefined);

const callsOf = (api: FakeApi, path: string): number => api.calls.filter((call) => call.path === path).length;

/** Pages of one video each. */
const pageOf = ({ query }: FakeCall) => {
  const page = Number(query.cursor ?? 0);
  const id = `1d3c9a10-0000-5000-8000-00000000000${page}`;
  return { items: [aVideoSummary({ id, title: `Video ${page}` })], nextCursor: page < 3 ? String(page + 1) : null };
};

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

  it.each([
    ['the streams', '/api/streams', ['streams']],
    ['the tags', '/api/videos/tags', ['videos', 'tags']],
  ] as const)(
    'leaves the videos where they are while %s that were refused are asked for again',
    async (_, path, key) => {
      const { api, queries } = showHome({ ...something, [`GET ${path}`]: refusal(503, 'ApiUnavailable') });
      await screen.findByRole('link', { name: video.title });
      await waitFor(() =>
        expect(queries.getQueryCache().find({ queryKey: key, exact: false })?.state.status).toBe('error'),
      );
      const before = callsOf(api, path);
      api.answer({ [`GET ${path}`]: unanswered });
      act(() => void queries.refetchQueries({ queryKey: key }));
      await waitFor(() => expect(callsOf(api, path)).toBe(before + 1));
      expect(screen.getByRole('link', { name: video.title })).toBeDefined();
    },
  );

  it('waits neither for tags nor, where none can match, for streams', async () => {
    showHome({ ...something, 'GET /api/streams': unanswered, 'GET /api/videos/tags': unanswered }, '/?tag=test');
    await screen.findByRole('link', { name: video.title });
  });

  it('is as long as it was left for who comes back after a long video', async () => {
    const { user, router } = renderPage({
      page: <HomePage />,
      path: '/',
      answers: { ...something, 'GET /api/videos': pageOf },
    });
    for (const title of ['Video 1', 'Video 2']) {
      await user.click(await screen.findByRole('button', { name: 'Show more' }));
      await screen.findByRole('link', { name: title });
    }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    await act(() => router.navigate('/elsewhere'));
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    vi.useRealTimers();
    await act(() => router.navigate('/'));
    expect(screen.getByRole('link', { name: 'Video 2' })).toBeDefined();
  });

  it('asks for no other address of a picture whose own is fresh', async () => {
    const thumbnailUrl = '/storage/vod-videos/1/thumbnail.jpg?signature=1';
    const { api } = showHome({ ...something, 'GET /api/videos': listOf({ ...video, thumbnailUrl }) });
    await screen.findByRole('link', { name: video.title });
    const picture = () => document.querySelector('article img[src*="vod-videos"]');
    fireEvent.error(picture() ?? document.body);
    expect(picture()).toBeNull();
    expect(callsOf(api, '/api/videos')).toBe(1);
  });

  it('asks for new addresses of pictures that cannot be read any more', async () => {
    const signed = (signature: number) =>
      listOf({ ...video, thumbnailUrl: `/storage/vod-videos/1/thumbnail.jpg?signature=${signature}` });
    const { api, queries } = showHome({ ...something, 'GET /api/videos': signed(1) });
    await screen.findByRole('link', { name: video.title });
    const picture = () => document.querySelector('article img[src*="vod-videos"]');
    api.answer({ 'GET /api/videos': signed(2) });
    const { state } = queries.getQueryCache().find({ queryKey: ['videos', 'list'], exact: false }) ?? {};
    const later = (state?.dataUpdatedAt ?? 0) + 60_000;
    vi.spyOn(Date, 'now').mockReturnValue(later);
    onTestFinished(() => void vi.restoreAllMocks());
    fireEvent.error(picture() ?? document.body);
    await waitFor(() => expect(picture()?.getAttribute('src')).toContain('signature=2'));
    fireEvent.error(picture() ?? document.body);
    expect(callsOf(api, '/api/videos')).toBe(2);
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
