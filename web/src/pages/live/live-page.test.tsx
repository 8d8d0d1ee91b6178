// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Me, Stream } from '../../api/generated/schemas.ts';
import { initialPlayerState, type PlayerState } from '../../player/core/player-state.ts';
import type { LivePlayerProps } from '../../player/live/live-player.tsx';
import { aStream } from '../../streams/testing/a-stream.ts';
import { aStreamMessage } from '../../streams/testing/a-stream-message.ts';
import { type FakeAnswers, refusal, unreachable } from '../../testing/fake-api.ts';
import { ada } from '../../testing/fake-session.ts';
import { type RenderedPage, renderPage } from '../../testing/render-page.tsx';
import { aVideo, aVideoSummary } from '../../videos/testing/a-video.ts';
import { LivePage } from './live-page.tsx';

/** The props of the player that the page shows now. */
const player = vi.hoisted((): { props: LivePlayerProps | undefined } => ({ props: undefined }));

vi.mock('../../player/live/lazy-live-player.tsx', () => ({
  LazyLivePlayer: (props: LivePlayerProps): ReactElement => {
    player.props = props;
    return <section aria-label={`Player: ${props.title}`} />;
  },
}));

const stream: Stream = { ...aStream({ owner: { id: 'u', username: 'lin', displayName: 'Lin' } }), studio: null };
const topic = `stream:${stream.id}` as const;
const read = 'GET /api/streams/by-name/:namespace/:name';
const noVideos = { 'GET /api/videos': { items: [], nextCursor: null } } as const;
const window = { startSeconds: 0, liveSeconds: 600, positionSeconds: 600, targetDurationSeconds: 2, isEnded: false };

const open = (answers: FakeAnswers, me?: Me): RenderedPage =>
  renderPage({
    page: <LivePage />,
    path: '/watch/:namespace/:stream',
    at: '/watch/streams/bars',
    answers: { ...noVideos, ...answers },
    ...(me && { me }),
  });

const tell = (state: Partial<PlayerState>): void =>
  act(() => player.props?.onState?.({ ...initialPlayerState, ...state }));
const play = (): void => tell({ phase: 'playing', window, isPaused: false });

describe('LivePage', () => {
  it('plays from the address alone while the api is away', async () => {
    open({ [read]: unreachable });
    expect(player.props).toMatchObject({ url: '/live-streams/streams/bars/master.m3u8', title: 'bars' });
    play();
    await screen.findByText('Live');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('bars');
    expect(screen.getByText('Go back up to 10 min')).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows what the api knows, and what changes', async () => {
    const { realtime } = open({ [read]: stream });
    await screen.findByRole('heading', { level: 1, name: 'Colour bars' });
    expect(screen.getByText('3 watching')).toBeDefined();
    expect(screen.getByRole('link', { name: /^Lin/ })).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Studio' })).toBeNull();
    realtime.say(topic, aStreamMessage({ title: 'Bars', state: 'reconnecting' }));
    await screen.findByRole('heading', { level: 1, name: 'Bars' });
    expect(screen.getByText('Reconnecting')).toBeDefined();
    expect(document.title).toBe('Bars · Kubecast');
  });

  it('offers the code to embed the stream as soon as it is known', async () => {
    const { user } = open({ [read]: stream });
    expect(screen.queryByRole('button', { name: 'Embed' })).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Embed' }));
    const field = await screen.findByLabelText<HTMLInputElement>('HTML');
    expect(field.value).toContain('/embed/streams/bars');
  });

  it('does not embed what is private', async () => {
    const mine: Stream = { ...stream, visibility: 'private', owner: { ...ada } };
    const { user } = open({ [read]: mine, 'POST /api/streams/:id/grant': { renewAfterSeconds: 150 } }, ada);
    await user.click(await screen.findByRole('button', { name: 'Embed' }));
    await screen.findByText(/^This stream is private/);
    expect(screen.queryByLabelText('HTML')).toBeNull();
  });

  it('counts as a viewer only while it plays', async () => {
    const { realtime } = open({ [read]: stream });
    await screen.findByText('Colour bars');
    expect(realtime.watched()).toEqual([]);
    play();
    await waitFor(() => expect(realtime.watched()).toEqual([stream.id]));
    tell({ phase: 'playing', window, isPaused: true });
    await waitFor(() => expect(realtime.watched()).toEqual([]));
  });

  it('counts as a viewer behind another tab only while it can be heard', async () => {
    const { realtime } = open({ [read]: stream });
    await screen.findByText('Colour bars');
    play();
    await waitFor(() => expect(realtime.watched()).toEqual([stream.id]));
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    onTestFinished(() => visibility.mockRestore());
    act(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(realtime.watched()).toEqual([stream.id]);
    tell({ phase: 'playing', window, isPaused: false, isMuted: true });
    await waitFor(() => expect(realtime.watched()).toEqual([]));
  });

  it('tells the player that nothing comes any more before the playlist does', async () => {
    const { realtime } = open({ [read]: stream });
    await screen.findByText('Colour bars');
    tell({ phase: 'reconnecting', window, isPaused: false });
    await screen.findByText('Reconnecting');
    expect(player.props?.isOver).toBe(false);
    realtime.say(topic, aStreamMessage({ state: 'offline', sessionEndedAt: '2026-01-01T13:00:00.000Z' }));
    await screen.findByText('Ended');
    expect(player.props?.isOver).toBe(true);
  });

  it('lets a stranger log in to a private stream', async () => {
    open({ [read]: refusal(404, 'NotFound') });
    tell({ phase: 'private' });
    const link = await screen.findByRole('link', { name: 'Log in to watch' });
    expect(link.getAttribute('href')).toBe('/login?next=%2Fwatch%2Fstreams%2Fbars');
  });

  it('opens a private stream for its owner, with a way to the studio', async () => {
    const mine: Stream = { ...stream, visibility: 'private', owner: { ...ada } };
    const grant = { renewAfterSeconds: 150 };
    const { api } = open({ [read]: mine, 'POST /api/streams/:id/grant': grant }, ada);
    expect((await screen.findByRole('link', { name: 'Studio' })).getAttribute('href')).toBe(`/studio/${stream.id}`);
    await waitFor(() => expect(player.props?.reloadKey).toBeGreaterThan(0));
    expect(api.calls.filter(({ method }) => method === 'POST').length).toBe(1);
  });

  it('offers the recording once the session is over', async () => {
    const summary = aVideoSummary({ recordedAt: stream.sessionStartedAt, durationSeconds: 3_300 });
    const { realtime } = open({
      [read]: stream,
      'GET /api/videos': { items: [summary], nextCursor: null },
      'GET /api/videos/:id': aVideo(),
    });
    await screen.findByRole('heading', { name: 'More from Lin' });
    realtime.say(topic, aStreamMessage({ state: 'offline', sessionEndedAt: '2026-01-01T13:00:00.000Z' }));
    tell({ phase: 'playing', window: { ...window, isEnded: true }, isPaused: false });
    const link = await screen.findByRole('link', { name: 'Watch the recording' });
    expect(link.getAttribute('href')).toBe(`/videos/${summary.id}`);
    expect(screen.getByText('Ended')).toBeDefined();
  });

  it('is the page of what is not there when neither playlist nor api knows the stream', async () => {
    open({ [read]: refusal(404, 'NotFound') });
    await screen.findByRole('heading', { level: 1, name: 'bars' });
    tell({ phase: 'notFound' });
    await waitFor(() => expect(screen.queryByRole('heading', { level: 1, name: 'bars' })).toBeNull());
    expect(screen.queryByLabelText('Player: bars')).toBeNull();
  });
});
