/** What the api grants, the real edge lets through, and nothing else: the two programs share a key, and no word passes between them. */
import { addStream } from '@kubecast/api/src/testing/add-stream.ts';
import { addVideo } from '@kubecast/api/src/testing/add-video.ts';
import { buildTestApp, type TestApp, type TestUser, testKeys } from '@kubecast/api/src/testing/test-app.ts';
import { useTestPostgres } from '@kubecast/api/src/testing/use-test-postgres.ts';
import { routingTableOf, type Visibility } from '@kubecast/edge/src/routing-table.ts';
import { EdgeWorld, grantKeys, memoryStore, now } from '@kubecast/edge/src/testing/edge-world.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const world = new EdgeWorld();
const folder = '/live-streams/live/main';
const session = '20261122-120000-ab12';
const segment = `${session}/720p/000001-0000000007-1763834400000-02000.m4s`;

const postgres = useTestPostgres();
let api: TestApp;
let ann: TestUser;
/** The api's clock; the edge's stands still at `now`. */
let apiNow: Date;

beforeEach(async () => {
  await postgres.clear();
  apiNow = now;
  api = await buildTestApp({ postgres, now: () => apiNow, dependencies: { keys: () => ({ ...testKeys, grantKeys }) } });
  ann = await api.loginAs();
});

afterEach(async () => {
  await world.cleanUp();
  await api?.close();
});

/** As a browser has it after the request: the answer, and the cookie as it is sent to paths that it is for. */
const grantOf = async (thing: string, who?: TestUser) => {
  const answer = await api.app.inject({ method: 'POST', url: `/api/${thing}/grant`, headers: { ...who?.headers } });
  const [cookie] = answer.cookies;
  const sentTo = (path: string): Record<string, string> =>
    cookie?.path !== undefined && path.startsWith(cookie.path) ? { Cookie: `${cookie.name}=${cookie.value}` } : {};
  return { status: answer.statusCode, body: answer.json(), sentTo };
};

const lateBy = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);

describe('a stream at the edge', () => {
  const startEdge = async (first: Visibility) => {
    let visibility = first;
    const origin = { kind: 'none' } as const;
    const route = () => ({ visibility, graceSeconds: 120, origin });
    const names = ['main', 'other'].map((name) => `live/${name}`);
    const table = () => routingTableOf(new Map(names.map((name) => [name, route()])));
    const objects = Object.fromEntries(names.map((name) => [`${name}/${segment}`, 'media']));
    const { get } = await world.start({ table, store: memoryStore(objects) });
    const statusOf = async (path: string, headers: Record<string, string> = {}) => (await get(path, headers)).status;
    const become = (next: Visibility): void => {
      visibility = next;
    };
    return { statusOf, become };
  };

  it('opens by the cookie and by the path, for the stream that was granted alone', async () => {
    const id = await addStream(postgres.admin.streams, { ownerId: ann.id, visibility: 'private' });
    const { statusOf } = await startEdge('Private');
    const { body, sentTo } = await grantOf(`streams/${id}`, ann);
    const path = `${folder}/${segment}`;
    expect(await statusOf(path)).toBe(403);
    expect(await statusOf(path, sentTo(path))).toBe(200);
    const inPath = body.nativePlaybackPath.replace('master.m3u8', segment);
    expect(await statusOf(inPath)).toBe(200);
    expect(await statusOf(inPath.replace('/live/main/', '/live/other/'))).toBe(403);
    expect(await statusOf(`/live-streams/live/other/${segment}`, sentTo(path))).toBe(403);
  });

  it('closes five minutes after the last grant', async () => {
    const id = await addStream(postgres.admin.streams, { ownerId: ann.id, visibility: 'private' });
    const { statusOf } = await startEdge('Private');
    const path = `${folder}/${segment}`;
    apiNow = lateBy(299);
    expect(await statusOf(path, (await grantOf(`streams/${id}`, ann)).sentTo(path))).toBe(200);
    apiNow = lateBy(300);
    expect(await statusOf(path, (await grantOf(`streams/${id}`, ann)).sentTo(path))).toBe(403);
  });

  it('is refused to others as soon as it is private, whatever they were given before', async () => {
    const id = await addStream(postgres.admin.streams, { ownerId: ann.id });
    const { statusOf, become } = await startEdge('Public');
    const path = `${folder}/${segment}`;
    const stranger = await grantOf(`streams/${id}`);
    const inPath = stranger.body.nativePlaybackPath.replace('master.m3u8', segment);
    expect([await statusOf(path, stranger.sentTo(path)), await statusOf(inPath)]).toEqual([200, 200]);
    become('Private');
    expect([await statusOf(path, stranger.sentTo(path)), await statusOf(inPath)]).toEqual([403, 403]);
  });

  it('stays open to its owner when it becomes private', async () => {
    const id = await addStream(postgres.admin.streams, { ownerId: ann.id });
    const { statusOf, become } = await startEdge('Public');
    const path = `${folder}/${segment}`;
    const { sentTo } = await grantOf(`streams/${id}`, ann);
    become('Private');
    expect(await statusOf(path, sentTo(path))).toBe(200);
  });
});

describe('a video at the edge', () => {
  const startEdge = async (id: string) => {
    const files = ['video.mp4', 'thumbnail.jpg', 'storyboard.jpg', 'storyboard.vtt'];
    const store = memoryStore(Object.fromEntries(files.map((file) => [`${id}/${file}`, 'something'])));
    const { get } = await world.start({ store });
    return async (path: string, headers: Record<string, string> = {}) => (await get(path, headers)).status;
  };

  it('opens each file by its own URL, and all of them by the cookie', async () => {
    const id = await addVideo(postgres.admin.vod);
    const statusOf = await startEdge(id);
    const { body, sentTo } = await grantOf(`videos/${id}`);
    for (const url of Object.values<string>(body.files)) {
      const path = url.split('?')[0] ?? '';
      expect([path, await statusOf(path)]).toEqual([path, 403]);
      expect([path, await statusOf(url)]).toEqual([path, 200]);
      expect([path, await statusOf(path, sentTo(path))]).toEqual([path, 200]);
    }
    expect(await statusOf(body.files.video, { Range: 'bytes=0-2' })).toBe(206);
    expect(await statusOf(body.files.thumbnail.replace('thumbnail.jpg', 'video.mp4'))).toBe(403);
  });

  it('shows the thumbnails of a list, and gives the owner the file', async () => {
    const id = await addVideo(postgres.admin.vod, { ownerId: ann.id });
    const statusOf = await startEdge(id);
    const list = (await api.app.inject({ method: 'GET', url: '/api/videos' })).json();
    expect(await statusOf(list.items[0].thumbnailUrl)).toBe(200);
    const video = (await api.app.inject({ method: 'GET', url: `/api/videos/${id}`, headers: ann.headers })).json();
    expect(await statusOf(video.downloadUrl)).toBe(200);
  });

  it('is out of reach of others within five minutes once it is private', async () => {
    const id = await addVideo(postgres.admin.vod, { ownerId: ann.id });
    const statusOf = await startEdge(id);
    const grantLateBy = async (seconds: number) => {
      apiNow = lateBy(seconds);
      const { body, sentTo } = await grantOf(`videos/${id}`);
      return { url: body.files.video, path: `${body.path}video.mp4`, cookie: sentTo(body.path) };
    };
    const [held, over] = [await grantLateBy(299), await grantLateBy(300)];
    await api.app.inject({
      method: 'PATCH',
      url: `/api/videos/${id}`,
      headers: ann.headers,
      payload: { visibility: 'private' },
    });
    expect((await grantOf(`videos/${id}`)).status).toBe(404);
    expect(await statusOf(held.path, held.cookie)).toBe(200);
    expect([await statusOf(over.path, over.cookie), await statusOf(over.url)]).toEqual([403, 403]);
  });
});
