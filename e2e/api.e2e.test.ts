/**
 * The main job of the api, as its users meet it: a streamer who has no kubectl registers, makes a stream, streams, and has a video;
 * others watch it, and only as long as they may.
 */

import type { RealtimeTestClient } from '@kubecast/api/src/realtime/testing/realtime-test-client.ts';
import { formatGrantQuery, formatGrantToken, parseGrantKeys, signGrant } from '@kubecast/media/grant';
import { tokenPath } from '@kubecast/media/grant-paths';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EncoderLikeObs } from './chaos/encoder-like-obs.ts';
import {
  ingestAnswer,
  type StreamAnswer,
  streamAnswer,
  streamGrantAnswer,
  streamListAnswer,
  type VideoAnswer,
  videoAnswer,
  videoGrantAnswer,
  videoListAnswer,
} from './src/api-answers.ts';
import { ApiClient } from './src/api-client.ts';
import { openApiReplicas } from './src/api-replicas.ts';
import { ApiUser } from './src/api-user.ts';
import { launchBrowser, webUrl } from './src/browser.ts';
import { systemNamespace, TestCluster } from './src/cluster.ts';
import { openEmptyPage } from './src/empty-page.ts';
import { LiveEdgeClient } from './src/live-edge-client.ts';
import { openRealtime } from './src/realtime-socket.ts';
import { underLoad } from './src/request-load.ts';
import { publishOnce, type SrtTarget, testPicture } from './src/srt-publisher.ts';
import { targetFromUrl } from './src/srt-url.ts';
import { kubectl } from './src/stream-credentials.ts';
import { listAll, openBundledStores, type StreamStores } from './src/stream-store.ts';
import { VideoPage } from './src/video-page.ts';

const anyone = new ApiClient();
const patient = { timeoutMs: 60_000, intervalMs: 250 };
/** A busy machine may need long for a Job's pod. */
const forRecordings = { timeoutMs: 180_000, intervalMs: 500 };

const smallStream = {
  title: 'A walk through the api',
  visibility: 'private',
  encodingPreset: 'ultrafast',
  renditions: [
    { name: '360p', height: 360, videoBitrateKbps: 700 },
    { name: '144p', height: 144, videoBitrateKbps: 200 },
  ],
};

describe('a streamer and the viewers', () => {
  let cluster: TestCluster;
  let stores: StreamStores;
  let browser: Browser;
  let owner: ApiUser;
  let other: ApiUser;
  let stream: StreamAnswer;
  let target: SrtTarget;
  let encoder: EncoderLikeObs | undefined;
  let video: VideoAnswer;
  const sockets: RealtimeTestClient[] = [];

  beforeAll(async () => {
    cluster = await TestCluster.open('api');
    [stores, browser] = await Promise.all([openBundledStores(cluster), launchBrowser()]);
    // Whoever is the first of all is administrator here: not the one who may not see what is private.
    owner = await ApiUser.register('walker');
    other = await ApiUser.register('watcher');
  });

  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await encoder?.stop();
    await browser?.close();
    await stores?.close();
    await owner?.remove();
    await other?.remove();
    await cluster?.close();
  });

  const readStream = (client: ApiClient = owner) => client.read(streamAnswer, `/streams/${stream.id}`);
  const readVideo = (client: ApiClient = owner) => client.read(videoAnswer, `/videos/${video.id}`);
  const grantOf = async (id: string) => streamGrantAnswer.parse((await owner.do('POST', `/streams/${id}/grant`)).json);

  /** The status of a path at nginx. */
  const statusOf = async (path: string, headers: Record<string, string> = {}): Promise<number> => {
    const response = await fetch(`${webUrl}${path}`, { headers });
    await response.body?.cancel();
    return response.status;
  };

  /** What the api signed five minutes ago. */
  const expiredGrant = async (path: string) => {
    const { grantKey = '' } = await cluster.secret('kubecast-keys', systemNamespace);
    return signGrant(parseGrantKeys(grantKey)[0], { path, expiresAt: new Date(Date.now() - 1_000) });
  };

  const openSocket = async (token?: string): Promise<RealtimeTestClient> => {
    const socket = await openRealtime(token);
    sockets.push(socket);
    return socket;
  };

  const isLetIn = async (to: SrtTarget): Promise<boolean> => {
    const leave = new AbortController();
    const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(15_000)]);
    return (await publishOnce(to, testPicture(), signal, () => leave.abort())).connected;
  };

  it('makes a stream, and only its owner learns where to send it, in both forms that OBS takes', async () => {
    stream = streamAnswer.parse((await owner.do('POST', '/streams', smallStream)).json);
    expect(stream).toMatchObject({ title: smallStream.title, state: 'offline', owner: { username: owner.username } });
    const path = `/streams/${stream.id}/ingest`;
    await waitFor('the stream takes an encoder', async () => (await readStream()).isReady, patient);
    const { url, obs } = await owner.read(ingestAnswer, path);
    target = targetFromUrl(url);
    const { streamId, passphrase } = await cluster.secret(`${stream.name}-ingest`, stream.namespace);
    expect(target).toMatchObject({ streamId, passphrase });
    expect(obs.oneUrl).toEqual({ server: url, streamKey: '', password: '' });
    expect(obs.serverAndKey).toMatchObject({ streamKey: streamId, password: passphrase });
    expect([await other.status('GET', path), await anyone.status('GET', path)]).toEqual([404, 401]);
  });

  it('is live for its owner when an encoder publishes there, and for nobody else while it is private', async () => {
    encoder = new EncoderLikeObs(target, testPicture());
    encoder.start();
    const isLive = async () => {
      const now = await readStream();
      return now.state === 'live' && now.availableQualities.length > 0 && now;
    };
    const live = await waitFor('the stream is live', isLive, patient);
    expect(live).toMatchObject({ availableQualities: ['360p', '144p'], sessionId: expect.stringMatching(/^\d{8}-/) });
    const thumbnail = async () => (await statusOf((await readStream()).thumbnailUrl ?? '/none')) === 200;
    await waitFor('its thumbnail is there', thumbnail, patient);
    expect((await owner.streams()).map(({ id }) => id)).toEqual([stream.id]);
    for (const client of [other, anyone]) {
      expect(await client.status('GET', `/streams/${stream.id}`)).toBe(404);
      const items = await client.readAll(streamListAnswer, '/streams', { live: true });
      expect(items.map(({ id }) => id)).not.toContain(stream.id);
    }
  });

  it('can be watched by a grant of its own alone', async () => {
    const { namespace, name, playbackPath } = stream;
    expect(await statusOf(playbackPath)).toBe(403);
    expect(await other.status('POST', `/streams/${stream.id}/grant`)).toBe(404);
    const { nativePlaybackPath, path } = await grantOf(stream.id);
    const [, token = ''] = /~([^/]+)\//.exec(nativePlaybackPath) ?? [];
    const edge = new LiveEdgeClient(`~${token}/${namespace}`, name);
    const { segments } = await waitFor(
      'its playlist has segments',
      async () => {
        const playlist = await edge.playlist('360p');
        return playlist.segments.length > 0 && playlist;
      },
      patient,
    );
    expect((await edge.bytes(edge.segmentUrl('360p', segments[0]?.uri ?? ''))).length).toBeGreaterThan(1_000);
    expect(await statusOf(playbackPath, { cookie: `kubecast_grant=${token}` })).toBe(200);
    const wrong = await grantOf(streamAnswer.parse((await owner.do('POST', '/streams', smallStream)).json).id);
    const wrongToken = /~([^/]+)\//.exec(wrong.nativePlaybackPath)?.[1] ?? '';
    expect(await statusOf(tokenPath(wrongToken, playbackPath))).toBe(403);
    expect(await statusOf(tokenPath(formatGrantToken(await expiredGrant(path)), playbackPath))).toBe(403);
  });

  it('opens in a browser by the cookie of the grant', async () => {
    const page = await openEmptyPage(browser);
    const statuses = await page.evaluate(
      async ({ grantPath, playbackPath, authorization }) => {
        const before = (await fetch(playbackPath)).status;
        const granted = (await fetch(grantPath, { method: 'POST', headers: { authorization } })).status;
        return [before, granted, (await fetch(playbackPath, { cache: 'reload' })).status];
      },
      {
        grantPath: `/api/streams/${stream.id}/grant`,
        playbackPath: stream.playbackPath,
        authorization: `Bearer ${owner.token}`,
      },
    );
    await page.close();
    expect(statuses).toEqual([403, 200, 200]);
  });

  it('is in everybody’s list once it is public', async () => {
    await owner.do('PATCH', `/streams/${stream.id}`, { visibility: 'public' });
    const listed = await waitFor(
      'the stream is listed',
      async () => {
        const items = await anyone.readAll(streamListAnswer, '/streams', { live: true });
        return items.find(({ id }) => id === stream.id);
      },
      patient,
    );
    expect(listed).toMatchObject({ state: 'live', owner: { username: owner.username } });
    const isOpen = async () => (await statusOf(stream.playbackPath)) === 200;
    await waitFor('the edge knows it', isOpen, patient);
    expect(await statusOf(listed.thumbnailUrl ?? '/none')).toBe(200);
  });

  it('counts who watches once, whichever replica is asked', async () => {
    const replicas = await openApiReplicas(cluster);
    expect(replicas.clients.length).toBeGreaterThan(1);
    const [viewer, tab, otherTab] = [await openSocket(), await openSocket(other.token), await openSocket(other.token)];
    await viewer?.subscribe(`stream:${stream.id}`);
    const counts = async () => {
      for (const socket of [viewer, tab, otherTab]) socket?.say({ type: 'watching', streamId: stream.id });
      return Promise.all(replicas.clients.map(async (replica) => (await readStream(replica)).viewers));
    };
    const areTwo = async () => (await counts()).every((viewers) => viewers === 2);
    await waitFor('all replicas count two', areTwo, { ...patient, intervalMs: 1_000 });
    await viewer?.next('viewers', (message) => message.counts[0]?.viewers === 2);
    await replicas.close();
  });

  it('tells the ingest’s numbers to its owner alone, again and again', async () => {
    const topic = `ingest:${stream.id}`;
    const socket = await openSocket(owner.token);
    await socket.subscribe(topic);
    const first = await socket.next('ingest', ({ bitrateKbps }) => (bitrateKbps ?? 0) > 100);
    // A pod that did not answer in its time is told as unknown, and asked again.
    const second = await socket.next('ingest', ({ at, frameRate }) => at > first.at && frameRate !== null);
    expect(second).toMatchObject({ id: stream.id, frameRate: expect.any(Number), roundTripMs: expect.any(Number) });
    for (const token of [other.token, undefined]) {
      const stranger = await openSocket(token);
      stranger.say({ type: 'subscribe', topic });
      await stranger.next('error', (message) => message.topic === topic);
    }
  });

  it('goes on over a new key, which counts from the next connect on', async () => {
    const { sessionId } = await readStream();
    const old = target;
    const { url } = ingestAnswer.parse((await owner.do('POST', `/streams/${stream.id}/key`)).json);
    target = targetFromUrl(url);
    expect(target).toEqual({ ...old, passphrase: expect.not.stringMatching(old.passphrase) });
    const edge = new LiveEdgeClient(stream.namespace, stream.name);
    const last = async () => (await edge.playlist('360p')).segments.at(-1)?.sequence ?? 0;
    const before = await last();
    await waitFor('there is more of the session', async () => (await last()) > before + 1, patient);
    await encoder?.stop();
    await waitFor('the old key is refused', async () => !(await isLetIn(old)), patient);
    encoder = new EncoderLikeObs(target, testPicture());
    encoder.start();
    const goesOn = async () => (await last()) > before + 3;
    await waitFor('the session goes on with the new key', goesOn, patient);
    expect((await readStream()).sessionId).toBe(sessionId);
  });

  it('is over when its owner says so', async () => {
    expect(await other.status('POST', `/streams/${stream.id}/end`)).toBe(403);
    await owner.do('POST', `/streams/${stream.id}/end`);
    const isOver = async () => (await readStream()).state === 'offline';
    await waitFor('the stream is offline', isOver, patient);
    await encoder?.stop();
    expect(await isLetIn(target)).toBe(false);
    expect(await readStream()).toMatchObject({ state: 'offline', isSuspended: true, isReady: false });
    expect((await anyone.readAll(streamListAnswer, '/streams', { live: true })).map(({ id }) => id)).not.toContain(
      stream.id,
    );
  });

  it('is a video afterwards, exactly one, as private as the stream was at first', async () => {
    const recording = await waitFor(
      'the recording became a video',
      async () => (await owner.recordings()).find(({ state, videoId }) => state === 'complete' && videoId !== null),
      forRecordings,
    );
    expect(recording).toMatchObject({ streamName: stream.name, missingSegments: 0 });
    expect(await other.status('GET', `/recordings/${recording.id}`)).toBe(404);
    const [made, ...more] = await owner.videos();
    expect(more).toEqual([]);
    expect(made).toMatchObject({ id: recording.videoId, title: smallStream.title, owner: { id: owner.id } });
    expect(await anyone.status('GET', `/videos/${recording.videoId}`)).toBe(404);
    const { json } = await owner.do('PATCH', `/videos/${recording.videoId}`, { visibility: 'public' });
    video = videoAnswer.parse(json);
    expect(video.durationSeconds).toBeGreaterThan(5);
    const { items } = await anyone.read(videoListAnswer, `/videos?owner=${owner.username}`);
    expect(items.map(({ id }) => id)).toEqual([video.id]);
  });

  it('plays in a browser, by signed URLs alone', async () => {
    const { path, files } = videoGrantAnswer.parse((await anyone.do('POST', `/videos/${video.id}/grant`)).json);
    for (const url of Object.values(files)) {
      expect([await statusOf(url), await statusOf(url.split('?')[0] ?? '')]).toEqual([200, 403]);
    }
    expect(await statusOf(files.video, { range: 'bytes=0-99' })).toBe(206);
    expect(await statusOf(video.thumbnailUrl ?? '/none')).toBe(200);
    const expired = formatGrantQuery(await expiredGrant(`${path}video.mp4`));
    expect(await statusOf(`${path}video.mp4?${expired}`)).toBe(403);
    const page = await VideoPage.open(browser, `${webUrl}${files.video}`);
    expect(page.facts.durationSeconds).toBeCloseTo(video.durationSeconds, 0);
    expect((await page.playUntil(1)).height).toBe(360);
    await page.close();
  });

  it('is liked, seen, changed and found', async () => {
    await other.do('PUT', `/videos/${video.id}/like`);
    for (let time = 0; time < 2; time += 1) await other.do('POST', `/videos/${video.id}/view`);
    const word = `walk${stream.id.slice(0, 8)}`;
    const change = { title: `Bars ${word}`, tags: [word], description: 'Bars, and a tone' };
    expect(await other.status('PATCH', `/videos/${video.id}`, change)).toBe(403);
    await owner.do('PATCH', `/videos/${video.id}`, change);
    const isSeen = async () => (await readVideo(anyone)).viewCount === 1;
    await waitFor('the view counts once', isSeen, patient);
    expect(await readVideo(other)).toMatchObject({ ...change, likeCount: 1, likedByMe: true, viewCount: 1 });
    for (const query of [`q=${word}`, `tag=${word}`]) {
      const { items } = await anyone.read(videoListAnswer, `/videos?${query}`);
      expect(items.map(({ id }) => id)).toEqual([video.id]);
    }
  });

  it('is out of others’ reach once it is private', async () => {
    await owner.do('PATCH', `/videos/${video.id}`, { visibility: 'private' });
    for (const client of [other, anyone]) {
      expect(await client.status('GET', `/videos/${video.id}`)).toBe(404);
      expect(await client.status('POST', `/videos/${video.id}/grant`)).toBe(404);
    }
    expect((await anyone.read(videoListAnswer, `/videos?owner=${owner.username}`)).items).toEqual([]);
    expect(await owner.status('POST', `/videos/${video.id}/grant`)).toBe(200);
  });

  it('is gone when it was deleted, and nobody notices that the api is replaced meanwhile', async () => {
    expect(await other.status('DELETE', `/videos/${video.id}`)).toBe(404);
    await owner.do('DELETE', `/videos/${video.id}`);
    const objects = () => listAll(stores.videos, `${video.id}/`);
    await waitFor('its objects are gone', async () => (await objects()).length === 0, patient);
    const restart = async () => {
      const api = ['deployment/kubecast-api', '--namespace', systemNamespace] as const;
      await kubectl('rollout', 'restart', ...api);
      await kubectl('rollout', 'status', ...api, '--timeout=180s');
    };
    const { answered, failures } = await underLoad(anyone, restart);
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(50);
    // Once the new leader shows what is new, it has looked at what is old.
    await owner.do('PATCH', `/streams/${stream.id}`, { suspended: false });
    await waitFor('the stream takes an encoder again', async () => (await readStream()).isReady, patient);
    expect(await owner.status('GET', `/videos/${video.id}`)).toBe(404);
    expect(await objects()).toEqual([]);
    expect((await owner.recordings()).map(({ state }) => state)).toEqual(['complete']);
  });
});
