import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addVideo } from '../../testing/add-video.ts';
import { buildTestApp, type TestApp, type TestUser } from '../../testing/test-app.ts';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';
import { sweepViews } from '../../viewers/sweep-views.ts';

const hourMs = 3_600_000;
const start = new Date('2026-11-22T12:00:00Z');

const postgres = useTestPostgres();
let api: TestApp;
let ann: TestUser;
let id: string;
let now: Date;

beforeEach(async () => {
  await postgres.clear();
  now = start;
  api = await buildTestApp({ postgres, now: () => now });
  ann = await api.loginAs();
  id = await addVideo(postgres.admin.vod);
});

afterEach(() => api?.close());

interface ViewOf {
  readonly headers?: Record<string, string>;
  readonly cookies?: Record<string, string>;
  /** As the proxy in front says. */
  readonly from?: string;
}

const view = async ({ headers = {}, cookies = {}, from = '192.0.2.1' }: ViewOf = {}, video = id) =>
  await api.app.inject({
    method: 'POST',
    url: `/api/videos/${video}/view`,
    headers: { ...headers, 'x-forwarded-for': from },
    cookies,
  });

const viewCount = async (): Promise<number> =>
  Number((await postgres.admin.vod.query('SELECT view_count FROM videos WHERE id = $1', [id])).rows[0].view_count);

/** An anonymous viewer who was seen before, of an address of its own. */
const knownViewer = async (): Promise<ViewOf> => {
  const other = await addVideo(postgres.admin.vod);
  const { cookies } = await view({}, other);
  return { cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])) };
};

const times = <Result>(count: number, run: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));

describe('POST /api/videos/:id/view', () => {
  it('counts a viewer once, and tells them', async () => {
    const viewer = await knownViewer();
    expect((await view(viewer)).json()).toEqual({ counted: true });
    expect((await view(viewer)).json()).toEqual({ counted: false });
    expect((await view({ headers: ann.headers })).json()).toEqual({ counted: true });
    expect((await view({ headers: ann.headers })).json()).toEqual({ counted: false });
    expect(await viewCount()).toBe(2);
  });

  it('counts once of 50 calls at once, for a cookie and for a user', async () => {
    const viewer = await knownViewer();
    await times(50, () => view(viewer));
    expect(await viewCount()).toBe(1);
    await times(50, () => view({ headers: ann.headers }));
    expect(await viewCount()).toBe(2);
  });

  it('counts every one of 50 users at once, of one address', async () => {
    const users = await times(50, () => api.loginAs());
    await times(50, (index) => view({ headers: users[index]?.headers ?? {} }));
    expect(await viewCount()).toBe(50);
  });

  it('counts a viewer again six hours after it was counted', async () => {
    const viewer = await knownViewer();
    await view(viewer);
    now = new Date(start.getTime() + 6 * hourMs - 1);
    expect((await view(viewer)).json()).toEqual({ counted: false });
    now = new Date(start.getTime() + 6 * hourMs);
    await times(10, () => view(viewer));
    expect(await viewCount()).toBe(2);
  });

  it('counts no more than 50 cookies of one address, and of one /64, in six hours', async () => {
    await times(60, () => view({ from: '192.0.2.9' }));
    expect(await viewCount()).toBe(50);
    await times(60, (index) => view({ from: `2001:db8:1:2::${index.toString(16)}` }));
    expect(await viewCount()).toBe(100);
    expect((await view({ from: '192.0.2.10' })).json()).toEqual({ counted: true });
    now = new Date(start.getTime() + 6 * hourMs);
    expect((await view({ from: '192.0.2.9' })).json()).toEqual({ counted: true });
  });

  it('leaves no rows of viewers of an address that has its number', async () => {
    await times(60, () => view({ from: '192.0.2.9' }));
    const rows = async () => (await postgres.admin.vod.query('SELECT FROM video_views')).rowCount;
    const before = await rows();
    await times(20, () => view({ from: '192.0.2.9' }));
    expect(await rows()).toBe(before);
  });

  it('counts nobody for a cookie that we did not sign, but as someone new', async () => {
    const forged = { kubecast_viewer: `${'A'.repeat(22)}.${'A'.repeat(43)}` };
    const answer = await view({ cookies: forged });
    expect(answer.cookies).toEqual([
      expect.objectContaining({ name: 'kubecast_viewer', httpOnly: true, path: '/api' }),
    ]);
  });

  it.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
    'counts nobody whom a page of another site sends: %j',
    async (headers) => {
      const answer = await view({ headers });
      expect([answer.statusCode, answer.json().code, answer.cookies]).toEqual([403, 'CrossSiteRefused', []]);
      expect(await viewCount()).toBe(0);
    },
  );

  it('counts nothing for what the caller may not see', async () => {
    const hidden = await addVideo(postgres.admin.vod, { visibility: 'private', ownerId: ann.id });
    expect((await view({}, hidden)).statusCode).toBe(404);
    expect((await view({ headers: ann.headers }, hidden)).statusCode).toBe(200);
  });

  it('keeps nothing from which the viewer could be read', async () => {
    await view({ headers: ann.headers });
    const { rows } = await postgres.admin.vod.query('SELECT * FROM video_views');
    expect(JSON.stringify(rows)).not.toContain(ann.id);
  });
});

describe('sweepViews', () => {
  it('forgets who would be counted again, and nobody else', async () => {
    await view();
    now = new Date(start.getTime() + hourMs);
    await view({ from: '192.0.2.2' });
    now = new Date(start.getTime() + 6 * hourMs);
    await sweepViews(postgres.databases.vod, () => now, new AbortController().signal);
    for (const table of ['video_views', 'video_view_addresses']) {
      const { rows } = await postgres.admin.vod.query(`SELECT count(*)::integer AS kept FROM ${table}`);
      expect(rows, table).toEqual([{ kept: 1 }]);
    }
    expect(await viewCount()).toBe(2);
  });
});

describe('PUT and DELETE /api/videos/:id/like', () => {
  const like = async (method: 'PUT' | 'DELETE', user: TestUser | undefined = ann, video = id) =>
    await api.app.inject({ method, url: `/api/videos/${video}/like`, headers: { ...user?.headers } });

  const counts = async () => {
    const sql = `SELECT like_count::integer AS counter, (SELECT count(*)::integer FROM video_likes) AS rows FROM videos WHERE id = $1`;
    return (await postgres.admin.vod.query(sql, [id])).rows[0];
  };

  it('likes and takes back, however often', async () => {
    expect((await like('PUT')).json()).toEqual({ likeCount: 1, likedByMe: true });
    expect((await like('PUT')).json()).toEqual({ likeCount: 1, likedByMe: true });
    expect((await like('DELETE')).json()).toEqual({ likeCount: 0, likedByMe: false });
    expect((await like('DELETE')).json()).toEqual({ likeCount: 0, likedByMe: false });
  });

  it('counts one of 50 likes of one user at once, and all of 50 users', async () => {
    await times(50, () => like('PUT'));
    expect(await counts()).toEqual({ counter: 1, rows: 1 });
    const users = await times(50, () => api.loginAs());
    await Promise.all(users.map((user) => like('PUT', user)));
    expect(await counts()).toEqual({ counter: 51, rows: 51 });
    await times(50, () => like('DELETE'));
    expect(await counts()).toEqual({ counter: 50, rows: 50 });
  });

  it('keeps the counter true when likes and their opposite come at once', async () => {
    const users = await times(5, () => api.loginAs());
    const answers = await times(50, (index) => like(index % 3 === 0 ? 'DELETE' : 'PUT', users[index % 5]));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    const { counter, rows } = await counts();
    expect(counter).toBe(rows);
  });

  it('refuses who is not logged in, and what the caller may not see', async () => {
    expect((await api.app.inject({ method: 'PUT', url: `/api/videos/${id}/like` })).statusCode).toBe(401);
    const hidden = await addVideo(postgres.admin.vod, { visibility: 'private' });
    expect((await like('PUT', ann, hidden)).statusCode).toBe(404);
    expect((await like('DELETE', ann, hidden)).statusCode).toBe(404);
  });
});
