import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addVideo } from '../../testing/add-video.ts';
import { buildTestApp, type TestApp } from '../../testing/test-app.ts';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';

const postgres = useTestPostgres();
let api: TestApp;

beforeAll(async () => {
  api = await buildTestApp({ postgres });
});

afterAll(async () => {
  await api?.close();
});

beforeEach(() => postgres.clear());

interface Listed {
  readonly items: readonly { readonly id: string; readonly title: string }[];
  readonly nextCursor: string | null;
}

const add = (video: Parameters<typeof addVideo>[1]) => addVideo(postgres.admin.vod, video);

const list = async (query: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Listed> => {
  const answer = await api.app.inject({ method: 'GET', url: '/api/videos', query, headers });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Listed>();
};

const titles = async (query?: Record<string, string>, headers?: Record<string, string>) =>
  (await list(query, headers)).items.map(({ title }) => title);

const minute = (number: number): Date => new Date(Date.UTC(2026, 10, 22, 12, number));

describe('GET /api/videos', () => {
  it('says what a list shows of a video', async () => {
    const ann = await api.loginAs({ username: 'ann' });
    const id = await add({
      ownerId: ann.id,
      title: 'One',
      category: 'science',
      tags: ['b', 'a'],
      createdAt: minute(1),
    });
    expect((await list()).items).toEqual([
      {
        id,
        title: 'One',
        owner: { id: ann.id, username: 'ann', displayName: null },
        category: 'science',
        tags: ['a', 'b'],
        visibility: 'public',
        durationSeconds: 60,
        thumbnailUrl: expect.stringMatching(
          `^/storage/vod-videos/${id}/thumbnail\\.jpg\\?expires=[0-9]+&signature=[A-Za-z0-9._-]+$`,
        ),
        sizeBytes: 1000,
        viewCount: 0,
        likeCount: 0,
        likedByMe: null,
        recordedAt: null,
        createdAt: '2026-11-22T12:01:00.000Z',
      },
    ]);
  });

  it('has the newest first, and goes on behind the cursor, also within one microsecond', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e']) await add({ title, createdAt: '2026-11-22T12:00:00.123456Z' });
    await add({ title: 'newest', createdAt: '2026-11-22T12:00:00.123457Z' });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Listed = await list({ limit: '2', ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen[0]).toBe('newest');
    expect(seen.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'newest']);
  });

  it('does not skip or repeat when a video is added between two pages', async () => {
    for (const number of [1, 2, 3]) await add({ title: `${number}`, createdAt: minute(number) });
    const { nextCursor } = await list({ limit: '1' });
    await add({ title: '4', createdAt: minute(4) });
    expect(await titles({ limit: '5', cursor: nextCursor ?? '' })).toEqual(['2', '1']);
  });

  it.each([
    ['a cursor of nothing', { cursor: 'AAAA' }, 400, 'CursorInvalid'],
    ['a limit of nothing', { limit: '0' }, 400, 'RequestInvalid'],
    ['a filter that there is not', { colour: 'red' }, 400, 'RequestInvalid'],
    ['a word with a NUL', { q: 'a\u0000b' }, 400, 'RequestInvalid'],
    ['one’s own of nobody', { owner: 'me' }, 401, 'NotLoggedIn'],
  ])('refuses %s', async (_name, query, status, code) => {
    const answer = await api.app.inject({ method: 'GET', url: '/api/videos', query });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('filters by tag, category, words and all at once', async () => {
    await add({ title: 'A red fox', tags: ['fox', 'red'], category: 'animals', createdAt: minute(1) });
    await add({
      title: 'A red car',
      description: 'no fox in it',
      tags: ['red'],
      category: 'cars',
      createdAt: minute(2),
    });
    await add({ title: 'A blue fox', tags: ['fox'], category: 'animals', createdAt: minute(3) });
    expect(await titles({ tag: 'fox' })).toEqual(['A blue fox', 'A red fox']);
    expect(await titles({ category: 'cars' })).toEqual(['A red car']);
    expect(await titles({ q: 'FOX' })).toEqual(['A blue fox', 'A red car', 'A red fox']);
    expect(await titles({ q: 'fox -car' })).toEqual(['A blue fox', 'A red fox']);
    expect(await titles({ q: '"red fox" or "blue fox"' })).toEqual(['A blue fox', 'A red fox']);
    expect(await titles({ q: '?!' })).toEqual([]);
    expect(await titles({ tag: 'red', category: 'animals', q: 'fox' })).toEqual(['A red fox']);
    expect(await titles({ tag: 'none' })).toEqual([]);
  });

  it('pages a tag in the order of the list', async () => {
    for (const number of [1, 2, 3]) await add({ title: `${number}`, tags: ['t'], createdAt: minute(number) });
    const first = await list({ tag: 't', limit: '2' });
    expect(first.items.map(({ title }) => title)).toEqual(['3', '2']);
    expect(await titles({ tag: 't', cursor: first.nextCursor ?? '' })).toEqual(['1']);
  });

  it('shows what is not public to its owner by `me`, to administrators by the owner’s name, and to nobody else', async () => {
    const ann = await api.loginAs({ username: 'Ann' });
    const bob = await api.loginAs();
    const admin = await api.loginAs({ role: 'admin' });
    for (const visibility of ['public', 'unlisted', 'private'] as const) {
      await add({ title: visibility, ownerId: ann.id, visibility, tags: ['t'], category: 'c' });
    }
    const filters = { tag: 't', category: 'c', q: 'public or unlisted or private' };
    const all = ['private', 'public', 'unlisted'];
    const sorted = async (...request: Parameters<typeof titles>) => (await titles(...request)).toSorted();
    for (const query of [{}, filters]) {
      expect(await sorted(query, ann.headers)).toEqual(['public']);
      expect(await sorted(query, admin.headers)).toEqual(['public']);
      expect(await sorted({ ...query, owner: 'ann' }, bob.headers)).toEqual(['public']);
      expect(await sorted({ ...query, owner: 'me' }, ann.headers)).toEqual(all);
      expect(await sorted({ ...query, owner: 'me' }, bob.headers)).toEqual([]);
      expect(await sorted({ ...query, owner: 'ANN' }, admin.headers)).toEqual(all);
    }
    expect(await titles({ owner: 'nobody-of-this-name' })).toEqual([]);
  });

  it('shows what belongs to nobody by `-`, all of it to administrators', async () => {
    const admin = await api.loginAs({ role: 'admin' });
    await add({ title: 'of ann', ownerId: admin.id });
    await add({ title: 'open', createdAt: minute(2) });
    await add({ title: 'closed', visibility: 'private', createdAt: minute(1) });
    expect(await titles({ owner: '-' })).toEqual(['open']);
    expect(await titles({ owner: '-' }, admin.headers)).toEqual(['open', 'closed']);
  });

  it('keeps a video whose owner is gone, without an owner', async () => {
    await add({ ownerId: '11111111-2222-4333-8444-555555555555' });
    expect((await list()).items).toEqual([expect.objectContaining({ owner: null })]);
  });

  it('says what the caller likes', async () => {
    const ann = await api.loginAs();
    const liked = await add({ title: 'liked' });
    await add({ title: 'other' });
    await api.app.inject({ method: 'PUT', url: `/api/videos/${liked}/like`, headers: ann.headers });
    const { items } = await list({}, ann.headers);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ title: 'liked', likedByMe: true, likeCount: 1 }),
        expect.objectContaining({ title: 'other', likedByMe: false, likeCount: 0 }),
      ]),
    );
  });
});

describe('GET /api/videos/tags and /categories', () => {
  it('counts public videos, the commonest first', async () => {
    const ours = await buildTestApp({ postgres });
    await add({ tags: ['a', 'b'], category: 'x' });
    await add({ tags: ['b'], category: 'y' });
    await add({ tags: ['b'], category: 'y' });
    await add({ tags: ['c'], category: 'z', visibility: 'private' });
    const read = async (url: string) => (await ours.app.inject({ method: 'GET', url })).json();
    expect(await read('/api/videos/tags')).toEqual({
      items: [
        { name: 'b', videos: 3 },
        { name: 'a', videos: 1 },
      ],
    });
    expect(await read('/api/videos/categories?limit=1')).toEqual({ items: [{ name: 'y', videos: 2 }] });
    await ours.close();
  });
});

describe('GET /api/videos/:id/related', () => {
  it('has the likest first: shared tags, then category and owner, then anything new; public ones alone', async () => {
    const ann = await api.loginAs();
    const id = await add({ title: 'this', tags: ['a', 'b'], category: 'c', ownerId: ann.id });
    await add({ title: 'new', createdAt: minute(9) });
    await add({ title: 'two tags', tags: ['a', 'b'] });
    await add({ title: 'one tag', tags: ['b'] });
    await add({ title: 'category', category: 'c' });
    await add({ title: 'hidden', tags: ['a', 'b'], visibility: 'unlisted' });
    const answer = await api.app.inject({ method: 'GET', url: `/api/videos/${id}/related` });
    expect(answer.json<Listed>().items.map(({ title }) => title)).toEqual(['two tags', 'one tag', 'category', 'new']);
  });
});
