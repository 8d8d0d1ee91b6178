import { randomUUID } from 'node:crypto';
import { StoreUnreachableError } from '@kubecast/media/object-store-error';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { videoIdFor } from '../../projection/video-id.ts';
import { buildTestApp, type TestApp } from '../../testing/test-app.ts';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';

const postgres = useTestPostgres();
let api: TestApp;
let videos: MemoryStore;
let id: string;

beforeEach(async () => {
  await postgres.clear();
  videos = new MemoryStore();
  api = await buildTestApp({ postgres, stores: { recordings: new MemoryStore(), videos } });
  id = randomUUID();
});

afterEach(() => api?.close());

const mp4 = Buffer.from('\0\0\0\x18ftypiso5');

const upload = async (files: readonly string[], body: Buffer = mp4): Promise<void> => {
  for (const file of files) await videos.put(`${id}/${file}`, body, { contentType: 'application/octet-stream' });
};

const facts = { title: 'Made elsewhere', durationSeconds: 12.5, width: 1920, height: 1080 };

const post = async (payload: object = { id, ...facts }, headers: Record<string, string> = api.serviceHeaders) =>
  await api.app.inject({ method: 'POST', url: '/api/videos/import', payload, headers });

describe('POST /api/videos/import', () => {
  it('makes a video of what is in the bucket', async () => {
    const ann = await api.loginAs({ username: 'ann' });
    await upload(['video.mp4', 'thumbnail.jpg', 'storyboard.jpg', 'storyboard.vtt']);
    const words = { description: 'd', category: 'science', tags: ['b', 'a'], visibility: 'public', ownerId: ann.id };
    const times = { recordedAt: '2026-11-22T12:00:00Z', gaps: [{ at: '2026-11-22T12:00:05Z', seconds: 3 }] };
    const answer = await post({ id, ...facts, ...words, ...times });
    expect(answer.statusCode, answer.body).toBe(201);
    expect(answer.json()).toMatchObject({
      id,
      ...facts,
      description: 'd',
      tags: ['a', 'b'],
      visibility: 'public',
      owner: { username: 'ann' },
      sizeBytes: mp4.length,
      hasStoryboard: true,
      thumbnailUrl: expect.any(String),
      chapters: [{ startSeconds: 0 }, { startSeconds: 5 }],
    });
    expect((await api.app.inject({ method: 'GET', url: `/api/videos/${id}` })).statusCode).toBe(200);
  });

  it('is private and without an owner, unless it says otherwise', async () => {
    await upload(['video.mp4', 'storyboard.jpg']);
    expect((await post()).json()).toMatchObject({
      visibility: 'private',
      owner: null,
      thumbnailUrl: null,
      hasStoryboard: false,
    });
    expect((await api.app.inject({ method: 'GET', url: `/api/videos/${id}` })).statusCode).toBe(404);
  });

  it('makes one video of ten requests at once, and changes nothing later', async () => {
    await upload(['video.mp4']);
    const asked = (title: string) => post({ id, ...facts, title, tags: [title] });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => asked(`t${index}`)));
    const made = answers.filter(({ statusCode }) => statusCode === 201);
    expect(made).toHaveLength(1);
    expect(answers.every(({ statusCode }) => statusCode === 201 || statusCode === 200)).toBe(true);
    const again = await post({ id: id.toUpperCase(), ...facts, title: 'other' });
    expect([again.statusCode, again.json()]).toEqual([200, made[0]?.json()]);
  });

  it('takes a time of any time zone', async () => {
    await upload(['video.mp4']);
    const answer = await post({ id, ...facts, recordedAt: '2026-11-22T12:00:00+14:00' });
    expect([answer.statusCode, answer.json().recordedAt]).toEqual([201, '2026-11-21T22:00:00.000Z']);
  });

  it('refuses the id of a video that was deleted', async () => {
    await upload(['video.mp4']);
    const admin = await api.loginAs({ role: 'admin' });
    await post();
    await api.app.inject({ method: 'DELETE', url: `/api/videos/${id}`, headers: admin.headers });
    await upload(['video.mp4']);
    const answer = await post();
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'VideoDeleted']);
  });

  it('refuses what is not in the bucket, and what is no MP4', async () => {
    const refusal = [409, expect.objectContaining({ code: 'VideoObjectsMissing' })];
    const answered = async () => {
      const answer = await post();
      return [answer.statusCode, answer.json()];
    };
    expect(await answered()).toEqual(refusal);
    await upload(['video.mp4'], Buffer.alloc(0));
    expect(await answered()).toEqual(refusal);
    await upload(['video.mp4'], Buffer.from('<html>no video</html>'));
    expect(await answered()).toEqual(refusal);
  });

  it.each([
    ['an owner who is no user', { ownerId: '11111111-2222-4333-8444-555555555555' }],
    ['a gap that is no time', { gaps: [{ at: 'once', seconds: 1 }] }],
    ['a duration that is none', { durationSeconds: -1 }],
    ['an id that is none', { id: '../recordings' }],
    ['the id that a recording’s video has', { id: videoIdFor(randomUUID()).toUpperCase() }],
  ])('refuses %s', async (_name, wrong) => {
    await upload(['video.mp4']);
    const answer = await post({ id, ...facts, ...wrong });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'RequestInvalid']);
  });

  it('answers 503 when the store is away', async () => {
    videos.onRequest = () => {
      throw new StoreUnreachableError('The store is away');
    };
    const answer = await post();
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'StoreUnavailable']);
  });

  it('is for services alone', async () => {
    const admin = await api.loginAs({ role: 'admin' });
    expect((await post(undefined, {})).statusCode).toBe(401);
    expect((await post(undefined, { 'x-internal-api-key': 'wrong' })).statusCode).toBe(401);
    expect((await post(undefined, admin.headers)).statusCode).toBe(403);
  });
});
