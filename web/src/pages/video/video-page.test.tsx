// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Me, Video, VideoSummary } from '../../api/generated/schemas.ts';
import type { VideoPlayerProps } from '../../player/video/video-player.tsx';
import { refusal, unreachable } from '../../testing/fake-api.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { VideoPage } from './video-page.tsx';

/** The player itself is shown by tests of its own, and in a browser. */
const player = vi.hoisted(() => ({ props: undefined as VideoPlayerProps | undefined }));

vi.mock('../../player/video/lazy-video-player.tsx', () => ({
  LazyVideoPlayer: (props: VideoPlayerProps) => {
    player.props = props;
    return <div data-testid="player" />;
  },
}));

const id = '512c6ef8-875c-56a1-b08d-046004e1f171';
const ada: Me = {
  id: 'c6376297-2663-4625-a494-53b854579c26',
  username: 'ada',
  displayName: 'Ada',
  email: 'ada@example.org',
  role: 'user',
  createdAt: '2026-11-20T12:00:00Z',
};

const summary = (patch: Partial<VideoSummary> = {}): VideoSummary => ({
  id,
  title: 'Evening light',
  owner: { id: ada.id, username: 'ada', displayName: 'Ada' },
  category: 'nature',
  tags: ['harbour', 'slow-tv'],
  visibility: 'public',
  durationSeconds: 210,
  sizeBytes: 22_000_000,
  thumbnailUrl: null,
  viewCount: 1234,
  likeCount: 7,
  likedByMe: null,
  recordedAt: '2026-11-23T07:00:00Z',
  createdAt: '2026-11-23T07:05:00Z',
  ...patch,
});

const videoOf = (patch: Partial<Video> = {}): Video => ({
  ...summary(),
  description: 'First line\n<b>second</b> line',
  stream: { namespace: 'live', name: 'evening' },
  recordingId: null,
  width: 640,
  height: 360,
  hasStoryboard: true,
  chapters: [],
  isMine: false,
  downloadUrl: null,
  updatedAt: '2026-11-23T07:05:00Z',
  ...patch,
});

const show = (video: unknown, { me, related = [] }: { me?: Me; related?: readonly VideoSummary[] } = {}) =>
  renderPage({
    page: <VideoPage />,
    at: `/videos/${id}`,
    path: '/videos/:id',
    ...(me ? { me } : {}),
    answers: { 'GET /api/videos/:id': video, 'GET /api/videos/:id/related': { items: related } },
  });

const heading = () => screen.findByRole('heading', { level: 1, name: 'Evening light' });

describe('VideoPage', () => {
  beforeEach(() => {
    player.props = undefined;
  });

  it('shows what a video is', async () => {
    show(videoOf());
    await heading();
    expect(document.title).toBe('Evening light · Kubecast');
    expect(screen.getByText(/1\.2K views/)).toBeTruthy();
    expect(screen.getByRole('link', { name: '#harbour' }).getAttribute('href')).toBe('/?tag=harbour');
    expect(screen.getByText(/<b>second<\/b> line/).textContent).toBe('First line\n<b>second</b> line');
    expect(screen.getByRole('link', { name: 'The stream it is from' }).getAttribute('href')).toBe(
      '/watch/live/evening',
    );
    expect(screen.queryByRole('button', { name: 'Download' })).toBeNull();
    expect(screen.queryByText('Chapters')).toBeNull();
  });

  it('says that there is no such video', async () => {
    show(refusal(404, 'NotFound'));
    expect(await screen.findByText('There is no such video, or it is not yours to see')).toBeTruthy();
  });

  it('says the same of what is no id of a video', async () => {
    show(refusal(400, 'RequestInvalid'));
    expect(await screen.findByText('There is no such video, or it is not yours to see')).toBeTruthy();
  });

  it('tries again when the viewer says so', async () => {
    const { api, user } = show(unreachable);
    await screen.findByText('The video could not be read');
    api.answer({ 'GET /api/videos/:id': videoOf() });
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await heading();
  });

  it('leaves a video that its owner made private while it was watched', async () => {
    const { api } = show(videoOf());
    await heading();
    api.answer({ 'GET /api/videos/:id': refusal(404, 'NotFound') });
    act(() => player.props?.onGone());
    expect(await screen.findByText('There is no such video, or it is not yours to see')).toBeTruthy();
    expect(screen.queryByTestId('player')).toBeNull();
  });

  it('offers owners what is theirs', async () => {
    show(videoOf({ isMine: true, visibility: 'private', downloadUrl: '/storage/vod-videos/a/video.mp4?s=1' }), {
      me: ada,
    });
    await heading();
    expect(screen.getByText('Private')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Download' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Edit' }).getAttribute('href')).toBe(`/my-videos?edit=${id}`);
  });

  it('downloads by an address that is signed for it', async () => {
    const signed = (signature: number) => `/storage/vod-videos/a/video.mp4?s=${signature}`;
    const { api, user } = show(videoOf({ isMine: true, title: 'Evening: light', downloadUrl: signed(1) }), { me: ada });
    const download = await screen.findByRole('button', { name: 'Download' });
    api.answer({ 'GET /api/videos/:id': videoOf({ isMine: true, title: 'Evening: light', downloadUrl: signed(2) }) });
    const saved: (string | null)[][] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
      saved.push([this.getAttribute('href'), this.download]);
    });
    onTestFinished(() => void vi.restoreAllMocks());
    await user.click(download);
    await waitFor(() => expect(saved).toEqual([[signed(2), 'Evening light.mp4']]));
  });

  it('leads to the chapters, and names the one that is shown', async () => {
    const chapters = [0, 70].map((startSeconds) => ({ startSeconds, recordedAt: '2026-11-23T07:00:00Z' }));
    const { user } = show(videoOf({ chapters }));
    await heading();
    const seek = vi.fn();
    player.props?.remote?.attach(seek);
    const list = within(screen.getByRole('region', { name: 'Chapters' }));
    await user.click(list.getByRole('button', { name: /Part 2/ }));
    expect(seek).toHaveBeenCalledExactlyOnceWith(70);
    act(() => player.props?.remote?.tell(71));
    expect(list.getByRole('button', { current: true }).textContent).toContain('Part 2');
  });

  it('offers what is like it, the likest at the end of the video as well', async () => {
    const night = summary({ id: 'b', title: 'Night train' });
    show(videoOf(), { related: [night] });
    await heading();
    expect((await screen.findByRole('link', { name: /Night train/ })).getAttribute('href')).toBe('/videos/b');
    await waitFor(() => expect(player.props?.next).toEqual(night));
  });

  it('begins where the link says', async () => {
    renderPage({
      page: <VideoPage />,
      at: `/videos/${id}?t=83`,
      path: '/videos/:id',
      answers: { 'GET /api/videos/:id': videoOf(), 'GET /api/videos/:id/related': { items: [] } },
    });
    await heading();
    expect(player.props?.startSeconds).toBe(83);
  });
});

describe('LikeButton', () => {
  it('leads strangers to the login, and back', async () => {
    show(videoOf());
    await heading();
    const link = screen.getByRole('link', { name: '7, log in to like it' });
    expect(link.getAttribute('href')).toBe(`/login?next=${encodeURIComponent(`/videos/${id}`)}`);
  });

  it('shows what the api says, and is busy until then', async () => {
    const answer = Promise.withResolvers<unknown>();
    const { api, user } = show(videoOf({ likedByMe: false }), { me: ada });
    await heading();
    api.answer({ 'PUT /api/videos/:id/like': () => answer.promise });
    const button = screen.getByRole('button', { name: '7 likes: like it', pressed: false });
    await user.click(button);
    await waitFor(() => expect(button.getAttribute('aria-busy')).toBe('true'));
    expect(button.getAttribute('aria-pressed')).toBe('false');
    answer.resolve({ likeCount: 9, likedByMe: true });
    await screen.findByRole('button', { name: '9 likes: like it', pressed: true });
  });

  it('takes a like back', async () => {
    const { api, user } = show(videoOf({ likedByMe: true }), { me: ada });
    await heading();
    api.answer({ 'DELETE /api/videos/:id/like': { likeCount: 6, likedByMe: false } });
    await user.click(screen.getByRole('button', { name: '7 likes: like it', pressed: true }));
    await screen.findByRole('button', { name: '6 likes: like it', pressed: false });
  });

  it('says what went wrong, and stays as it was', async () => {
    const { api, user } = show(videoOf({ likedByMe: false }), { me: ada });
    await heading();
    api.answer({ 'PUT /api/videos/:id/like': refusal(503, 'ApiUnavailable', { detail: 'Try again in a moment.' }) });
    await user.click(screen.getByRole('button', { name: '7 likes: like it' }));
    expect(await screen.findByText('Try again in a moment.')).toBeTruthy();
    expect(screen.getByRole('button', { name: '7 likes: like it', pressed: false })).toBeTruthy();
  });
});
