import { grantCookie, parseGrantQuery, parseGrantToken, verifyGrant } from '@kubecast/media/grant';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addStream } from '../testing/add-stream.ts';
import { addVideo } from '../testing/add-video.ts';
import { buildTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';
import { useTestPostgres } from '../testing/use-test-postgres.ts';

const now = new Date('2026-11-22T12:00:00.500Z');
const expiresAt = '2026-11-22T12:05:00.000Z';

const postgres = useTestPostgres();
let api: TestApp;
let ann: TestUser;
let bob: TestUser;
let admin: TestUser;

beforeEach(async () => {
  await postgres.clear();
  api = await buildTestApp({ postgres, now: () => now });
  ann = await api.loginAs();
  bob = await api.loginAs();
  admin = await api.loginAs({ role: 'admin' });
});

afterEach(() => api?.close());

const ask = async (thing: string, who?: TestUser, headers: Record<string, string> = {}) =>
  await api.app.inject({ method: 'POST', url: `/api/${thing}/grant`, headers: { ...who?.headers, ...headers } });

const statuses = async (thing: string) =>
  Promise.all([undefined, bob, ann, admin].map(async (who) => (await ask(thing, who)).statusCode));

const holds = (token: string, path: string, at: Date = now): boolean => {
  const grant = parseGrantToken(token);
  const keys = api.dependencies.keys().grantKeys;
  return grant !== undefined && verifyGrant(grant, { path, keys, now: at });
};

const urlHolds = (url: string): boolean => {
  const [path = '', query = ''] = url.split('?');
  const grant = parseGrantQuery(new URLSearchParams(query));
  return grant !== undefined && holds(`${grant.keyId}.${grant.expires}.${grant.signature}`, path);
};

describe('POST /api/streams/:id/grant', () => {
  it('opens a stream for five minutes, by a cookie for its path and by a token in the path', async () => {
    const id = await addStream(postgres.admin.streams, { ownerId: ann.id, visibility: 'private' });
    const answer = await ask(`streams/${id}`, ann);
    const path = '/live-streams/live/main/';
    expect(answer.json()).toEqual({
      path,
      expiresAt,
      renewAfterSeconds: 150,
      playbackPath: `${path}master.m3u8`,
      nativePlaybackPath: expect.stringMatching(/^\/live-streams\/~[A-Za-z0-9_.-]+\/live\/main\/master\.m3u8$/),
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const [cookie] = answer.cookies;
    expect(cookie).toEqual({
      name: grantCookie,
      value: expect.any(String),
      path,
      maxAge: 300,
      httpOnly: true,
      sameSite: 'Strict',
    });
    expect(answer.json().nativePlaybackPath).toContain(`~${cookie?.value}/`);
    expect(holds(cookie?.value ?? '', path)).toBe(true);
    expect(holds(cookie?.value ?? '', path, new Date(expiresAt))).toBe(false);
  });

  it('sets a cookie that goes over https alone where the request came so', async () => {
    const id = await addStream(postgres.admin.streams, { ownerId: ann.id });
    const [cookie] = (await ask(`streams/${id}`, ann, { 'x-forwarded-proto': 'https' })).cookies;
    expect(cookie).toMatchObject({ secure: true });
  });

  it('gives nothing for a public stream that would hold once it is private, but to its owner and administrators', async () => {
    const id = await addStream(postgres.admin.streams, { ownerId: ann.id });
    const playbackPath = '/live-streams/live/main/master.m3u8';
    for (const who of [undefined, bob]) {
      const answer = await ask(`streams/${id}`, who);
      expect(answer.cookies).toEqual([]);
      expect(answer.json()).toMatchObject({ playbackPath, nativePlaybackPath: playbackPath });
    }
    for (const who of [ann, admin]) expect((await ask(`streams/${id}`, who)).cookies).toHaveLength(1);
  });

  it('opens what is private for its owner and administrators, and is nothing for others', async () => {
    const open = await addStream(postgres.admin.streams, { ownerId: ann.id });
    const hidden = await addStream(postgres.admin.streams, { name: 'hidden', ownerId: ann.id, visibility: 'private' });
    const ownerless = await addStream(postgres.admin.streams, { name: 'yaml', visibility: 'private' });
    expect(await statuses(`streams/${open}`)).toEqual([200, 200, 200, 200]);
    expect(await statuses(`streams/${hidden}`)).toEqual([404, 404, 200, 200]);
    expect(await statuses(`streams/${ownerless}`)).toEqual([404, 404, 404, 200]);
    expect((await ask(`streams/${hidden}`)).cookies).toEqual([]);
  });

  it('is nothing for an id that there is not, and refuses one that is none', async () => {
    expect((await ask('streams/11111111-2222-4333-8444-555555555555')).statusCode).toBe(404);
    expect((await ask('streams/main')).statusCode).toBe(400);
  });
});

describe('POST /api/videos/:id/grant', () => {
  it('opens the folder of a video by a cookie, and each file by its own URL', async () => {
    const id = await addVideo(postgres.admin.vod);
    const answer = await ask(`videos/${id.toUpperCase()}`);
    const path = `/storage/vod-videos/${id}/`;
    const { files, ...grant } = answer.json();
    expect(grant).toEqual({ path, expiresAt, renewAfterSeconds: 150 });
    expect(answer.cookies).toEqual([expect.objectContaining({ name: grantCookie, path, httpOnly: true })]);
    expect(holds(answer.cookies[0]?.value ?? '', path)).toBe(true);
    expect(Object.keys(files)).toEqual(['video', 'thumbnail', 'storyboard', 'storyboardImage']);
    expect(Object.values(files).map((url) => urlHolds(String(url)))).toEqual([true, true, true, true]);
  });

  it('names no file that there is not', async () => {
    const id = await addVideo(postgres.admin.vod, { hasThumbnail: false, hasStoryboard: false });
    expect((await ask(`videos/${id}`)).json().files).toEqual({
      video: expect.any(String),
      thumbnail: null,
      storyboard: null,
      storyboardImage: null,
    });
  });

  it('opens what is unlisted to whoever names it, what is private to its owner and administrators', async () => {
    const unlisted = await addVideo(postgres.admin.vod, { ownerId: ann.id, visibility: 'unlisted' });
    const hidden = await addVideo(postgres.admin.vod, { ownerId: ann.id, visibility: 'private' });
    expect(await statuses(`videos/${unlisted}`)).toEqual([200, 200, 200, 200]);
    expect(await statuses(`videos/${hidden}`)).toEqual([404, 404, 200, 200]);
  });

  it('is nothing for a video that was deleted', async () => {
    const id = await addVideo(postgres.admin.vod, { ownerId: ann.id });
    await api.app.inject({ method: 'DELETE', url: `/api/videos/${id}`, headers: ann.headers });
    expect(await statuses(`videos/${id}`)).toEqual([404, 404, 404, 404]);
  });
});
