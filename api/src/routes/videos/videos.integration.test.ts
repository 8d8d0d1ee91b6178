import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addVideo } from '../../testing/add-video.ts';
import { buildTestApp, type TestApp, type TestUser } from '../../testing/test-app.ts';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';

const postgres = useTestPostgres();
let api: TestApp;
let videos: MemoryStore;
let ann: TestUser;
let bob: TestUser;
let admin: TestUser;

beforeEach(async () => {
  await postgres.clear();
  videos = new MemoryStore();
  api = await buildTestApp({ postgres, stores: { recordings: new MemoryStore(), videos } });
  ann = await api.loginAs({ username: 'ann' });
  bob = await api.loginAs({ username: 'bob' });
  admin = await api.loginAs({ role: 'admin' });
});

afterEach(() => api?.close());

type Who = TestUser | undefined;

const call = async (method: 'GET' | 'PATCH' | 'DELETE', id: string, who: Who, payload?: object) => {
  const request = { method, url: `/api/videos/${id}`, headers: { ...who?.headers } };
  return await api.app.inject({ ...request, ...(payload ? { payload } : {}) });
};

const add = (video: Parameters<typeof addVideo>[1] = {}) => addVideo(postgres.admin.vod, { ownerId: ann.id, ...video });

describe('GET /api/videos/:id', () => {
  it('says all of a video, with chapters where its session was interrupted', async () => {
    const recordedAt = new Date('2026-11-22T12:00:00Z');
    const gaps = [{ at: '2026-11-22T12:01:00.000Z', seconds: 30 }];
    const id = await add({ description: 'Lines\nof it', recordedAt, gaps, durationSeconds: 120 });
    expect((await call('GET', id, undefined)).json()).toEqual({
      id,
      title: 'A video',
      owner: { id: ann.id, username: 'ann', displayName: null },
      category: null,
      tags: [],
      visibility: 'public',
      durationSeconds: 120,
      thumbnailUrl: expect.stringContaining('/thumbnail.jpg?'),
      viewCount: 0,
      likeCount: 0,
      likedByMe: null,
      recordedAt: '2026-11-22T12:00:00.000Z',
      createdAt: expect.any(String),
      description: 'Lines\nof it',
      stream: null,
      recordingId: null,
      sizeBytes: 1000,
      width: 1280,
      height: 720,
      hasStoryboard: true,
      chapters: [
        { startSeconds: 0, recordedAt: '2026-11-22T12:00:00.000Z' },
        { startSeconds: 60, recordedAt: '2026-11-22T12:01:30.000Z' },
      ],
      isMine: false,
      downloadUrl: null,
      updatedAt: expect.any(String),
    });
  });

  it('has the file for its owner and for administrators', async () => {
    const id = await add();
    for (const who of [ann, admin]) {
      const { isMine, downloadUrl } = (await call('GET', id, who)).json();
      expect(isMine).toBe(true);
      expect(downloadUrl).toContain(`/storage/vod-videos/${id}/video.mp4?expires=`);
    }
    expect((await call('GET', id, bob)).json()).toMatchObject({ isMine: false, downloadUrl: null, likedByMe: false });
  });

  it('shows what is unlisted to whoever names it, and what is private to its owner and administrators', async () => {
    const unlisted = await add({ visibility: 'unlisted' });
    const hidden = await add({ visibility: 'private' });
    const statuses = async (id: string) =>
      Promise.all([undefined, bob, ann, admin].map(async (who) => (await call('GET', id, who)).statusCode));
    expect(await statuses(unlisted)).toEqual([200, 200, 200, 200]);
    expect(await statuses(hidden)).toEqual([404, 404, 200, 200]);
  });
});

describe('PATCH /api/videos/:id', () => {
  const change = { title: 'New', description: 'More', category: 'science', tags: ['b', 'a'], visibility: 'unlisted' };

  it('changes what is named, and nothing else', async () => {
    const id = await add({ tags: ['old', 'a'], category: 'old' });
    const answer = await call('PATCH', id, ann, change);
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      expect.objectContaining({ ...change, tags: ['a', 'b'], isMine: true }),
    ]);
    const title = await call('PATCH', id, ann, { title: 'Newer' });
    expect(title.json()).toMatchObject({ ...change, tags: ['a', 'b'], title: 'Newer' });
    const emptied = await call('PATCH', id, ann, { category: null, tags: [], description: '' });
    expect(emptied.json()).toMatchObject({ title: 'Newer', category: null, tags: [], description: '' });
  });

  it.each([
    ['another’s public one', 'public', 403],
    ['another’s private one', 'private', 404],
  ] as const)('refuses %s', async (_name, visibility, status) => {
    const id = await add({ visibility });
    expect((await call('PATCH', id, bob, change)).statusCode).toBe(status);
    expect((await call('PATCH', id, undefined, change)).statusCode).toBe(401);
    expect((await call('PATCH', id, admin, change)).statusCode).toBe(200);
  });

  it.each([
    ['nothing', {}],
    ['a title of blanks', { title: '  ' }],
    ['a title with a line end', { title: 'a\nb' }],
    ['a title that is too long', { title: 'x'.repeat(201) }],
    ['a tag in capitals', { tags: ['A'] }],
    ['a tag twice', { tags: ['a', 'a'] }],
    ['too many tags', { tags: Array.from({ length: 21 }, (_, index) => `t${index}`) }],
    ['a visibility that there is not', { visibility: 'secret' }],
    ['a field that there is not', { viewCount: 7 }],
    ['a NUL', { description: 'a\u0000' }],
  ])('refuses %s', async (_name, body) => {
    const answer = await call('PATCH', await add(), ann, body);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'RequestInvalid']);
  });

  it('takes 200 characters of any script as a title', async () => {
    const title = '🎥'.repeat(200);
    expect((await call('PATCH', await add(), ann, { title })).json()).toMatchObject({ title });
  });

  it('takes a tag from the lists with the video, and gives it back', async () => {
    const id = await add({ tags: ['t'] });
    const listed = async () =>
      (await api.app.inject({ method: 'GET', url: '/api/videos?tag=t' })).json().items.length as number;
    expect(await listed()).toBe(1);
    await call('PATCH', id, ann, { visibility: 'private' });
    expect(await listed()).toBe(0);
    await call('PATCH', id, ann, { visibility: 'public' });
    expect(await listed()).toBe(1);
  });

  it('leaves tags that follow their video when tags and visibility change at once', async () => {
    const id = await add();
    const changes = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? { visibility: index % 4 === 0 ? 'private' : 'public' }
        : { tags: [`t${index % 3}`, `t${(index + 1) % 3}`] },
    );
    const answers = await Promise.all(changes.map((body) => call('PATCH', id, ann, body)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(changes.map(() => 200));
    const { rows } = await postgres.admin.vod.query(`
      SELECT t.is_listed, v.visibility = 'public' AS is_public FROM video_tags t JOIN videos v ON v.id = t.video_id`);
    expect(rows.length).toBe(2);
    expect(rows.every(({ is_listed, is_public }) => is_listed === is_public)).toBe(true);
  });
});

describe('DELETE /api/videos/:id', () => {
  const put = (id: string) => videos.put(`${id}/video.mp4`, 'x', { contentType: 'video/mp4' });

  it('deletes the video with its objects, for good', async () => {
    const id = await add({ tags: ['t'] });
    await put(id);
    const other = await add();
    await put(other);
    const answer = await call('DELETE', id, ann);
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expect([...videos.held.keys()]).toEqual([`${other}/video.mp4`]);
    for (const method of ['GET', 'DELETE'] as const) expect((await call(method, id, ann)).statusCode).toBe(404);
    expect((await call('PATCH', id, ann, { title: 'x' })).statusCode).toBe(404);
    const { items } = (
      await api.app.inject({ method: 'GET', url: '/api/videos?owner=me', headers: ann.headers })
    ).json();
    expect(items.map((video: { id: string }) => video.id)).toEqual([other]);
  });

  it.each([
    ['another’s public one', 'public', 403],
    ['another’s private one', 'private', 404],
  ] as const)('refuses %s', async (_name, visibility, status) => {
    const id = await add({ visibility });
    expect((await call('DELETE', id, bob)).statusCode).toBe(status);
    expect((await call('DELETE', id, undefined)).statusCode).toBe(401);
    expect((await call('DELETE', id, admin)).statusCode).toBe(204);
  });

  it('is done once when asked for many times at once', async () => {
    const id = await add();
    const answers = await Promise.all(Array.from({ length: 10 }, () => call('DELETE', id, ann)));
    expect(answers.filter(({ statusCode }) => statusCode === 204)).toHaveLength(1);
    expect(answers.every(({ statusCode }) => statusCode === 204 || statusCode === 404)).toBe(true);
  });

  it('deletes the video although the store fails, and leaves the objects to be swept', async () => {
    const id = await add();
    await put(id);
    videos.onRequest = () => {
      throw new Error('The store is away');
    };
    expect((await call('DELETE', id, ann)).statusCode).toBe(204);
    expect((await call('GET', id, ann)).statusCode).toBe(404);
    const { rows } = await postgres.admin.vod.query('SELECT deleted_at, objects_deleted_at FROM videos WHERE id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ deleted_at: expect.any(Date), objects_deleted_at: null }]);
  });

  it('does not wait for a store that never answers when the api is told to end', async () => {
    const id = await add();
    await put(id);
    const ending = new AbortController();
    const dependencies = { ending: ending.signal };
    const stores = { recordings: new MemoryStore(), videos };
    await using leaving = await buildTestApp({ postgres, stores, dependencies });
    videos.onRequest = async () => {
      ending.abort();
      await new Promise(() => undefined);
    };
    const answer = await leaving.app.inject({ method: 'DELETE', url: `/api/videos/${id}`, headers: ann.headers });
    expect(answer.statusCode).toBe(204);
  });

  it('keeps nothing of what its owner wrote, or of who liked and saw it', async () => {
    const id = await add({ title: 'A secret', description: 'A secret', category: 'secret', tags: ['secret'] });
    for (const [method, url] of [
      ['PUT', 'like'],
      ['POST', 'view'],
    ] as const) {
      await api.app.inject({ method, url: `/api/videos/${id}/${url}`, headers: bob.headers });
    }
    await call('DELETE', id, ann);
    const { rows } = await postgres.admin.vod.query('SELECT * FROM videos WHERE id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain('secret');
    for (const table of ['video_tags', 'video_likes', 'video_views', 'video_view_addresses']) {
      expect([table, (await postgres.admin.vod.query(`SELECT FROM ${table}`)).rowCount]).toEqual([table, 0]);
    }
  });
});
