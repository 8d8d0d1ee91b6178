/**
 * The main job, as its users meet it: a platform engineer applies a LiveStream, an encoder publishes, a viewer watches in a
 * real browser and goes back in time, and the LiveStream is deleted again.
 */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './src/browser.ts';
import { TestCluster } from './src/cluster.ts';
import { countEdgeAnswers } from './src/edge-metrics.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { LiveEdgeClient } from './src/live-edge-client.ts';
import { originStatus } from './src/origin-client.ts';
import type { SeenFrame } from './src/shown-frame.ts';
import { openBundledStore, type StreamStore } from './src/stream-store.ts';
import { WatchPage } from './src/watch-page.ts';

const name = 'story';
const ladder = ['360p', '240p', '144p'];

/** The pod keeps the last minute; what is older is in the bucket alone. */
const originMemory = { timeoutMs: 120_000, intervalMs: 1_000 };

describe('a live stream', () => {
  let cluster: TestCluster;
  let store: StreamStore;
  let browser: Browser;
  let encoder: Encoder | undefined;
  let viewer: WatchPage;
  let edge: LiveEdgeClient;
  let session = '';

  beforeAll(async () => {
    cluster = await TestCluster.open('story');
    [store, browser] = await Promise.all([openBundledStore(cluster), launchBrowser()]);
    edge = new LiveEdgeClient(cluster.namespace, name);
  });

  afterAll(async () => {
    await encoder?.leave();
    await browser?.close();
    await store?.close();
    await cluster?.close();
  });

  const sessionKeys = async () =>
    (await store.list(`${cluster.namespace}/${name}/${session}/`))
      .map(({ key }) => key)
      .filter((key) => key.endsWith('.m4s'));

  it('is Ready soon after it was applied, and owns a pod, a Service and two Secrets', async () => {
    await cluster.apply(name);
    await cluster.waitForCondition(name, { type: 'Ready', status: 'True', reason: 'Listening' });
    const { metadata } = await cluster.pod(name);
    expect(await cluster.ownedBy(name)).toEqual([
      `Pod/${metadata.name}`,
      'Secret/story-ingest',
      'Secret/story-transcoder',
      'Service/story-srt',
    ]);
    expect(await edge.status('master.m3u8')).toBe(404);
  });

  it('is Live when an encoder publishes, and offers every rung', async () => {
    encoder = startEncoder(await cluster.waitForTarget(name));
    await cluster.waitForCondition(name, { type: 'Live', status: 'True', reason: 'Live' });
    const variants = await waitFor('the master playlist is there', () => edge.variants());
    expect(variants.map(({ uri, attributes }) => [uri, attributes.RESOLUTION, attributes['FRAME-RATE']])).toEqual([
      ['360p/playlist.m3u8', '640x360', '30.000'],
      ['240p/playlist.m3u8', '426x240', '30.000'],
      ['144p/playlist.m3u8', '256x144', '30.000'],
    ]);
    const { status } = await cluster.stream(name);
    expect(status?.session?.renditions).toEqual(ladder);
    session = status?.session?.id ?? '';
  });

  it('moves in the browser, and its clock is the encoder’s', async () => {
    await waitFor('some seconds are there', async () => (await edge.playlist('360p')).segments.length >= 5);
    viewer = await WatchPage.open(browser, cluster.namespace, name);
    await viewer.waitForState('live');
    const first = await viewer.nextFrame();
    const later = await viewer.frameWhere('the clock moves on', ({ codedMs }) => codedMs > first.codedMs + 1_000);
    expect(later.mediaTime).toBeGreaterThan(first.mediaTime);
    expect(Math.abs(later.codedMs - first.codedMs - (later.mediaTime - first.mediaTime) * 1_000)).toBeLessThan(100);
    expect(later.shownMs - later.codedMs).toBeLessThan(20_000);
    expect((await viewer.qualities()).map((label) => label.trim())).toEqual(ladder);
    await viewer.close();
  });

  it('goes back to a segment that only the bucket still has', async () => {
    const oldest = (await edge.playlist('144p')).segments[0];
    const oldestUrl = edge.segmentUrl('144p', oldest?.uri ?? '');
    const hasLeftThePod = async () => (await originStatus(cluster, name, new URL(oldestUrl).pathname)) === 404;
    await waitFor('the oldest segment has left the pod', hasLeftThePod, originMemory);
    // A late viewer on a rung that nobody has watched yet: neither a browser's buffer nor the edge's memory has it.
    viewer = await WatchPage.open(browser, cluster.namespace, name);
    await viewer.waitForState('live');
    await viewer.chooseQuality('144p');
    await viewer.frameWhere('the lowest rung is shown', ({ height }) => height === 144);
    const before = await countEdgeAnswers(cluster.client, 'segment', 'bucket');
    await viewer.moveSeekBar(0);
    await viewer.waitForState('behind');
    const soonAfterMs = (oldest?.programDateTimeMs ?? 0) + 8_000;
    const isOldest = ({ codedMs, height }: SeenFrame) => codedMs < soonAfterMs && height === 144;
    const frame = await viewer.frameWhere('the oldest picture is shown', isOldest);
    expect(frame.shownMs - frame.codedMs).toBeGreaterThan(50_000);
    expect(await countEdgeAnswers(cluster.client, 'segment', 'bucket')).toBeGreaterThan(before);
  });

  it('comes back to the live edge at a press of the button', async () => {
    await viewer.goLive();
    await viewer.waitForState('live');
    await viewer.frameWhere('a present picture is shown', ({ codedMs, shownMs }) => shownMs - codedMs < 20_000);
    expect(viewer.complaints).toEqual([]);
  });

  it('leaves nothing but its media when it is deleted', async () => {
    await cluster.delete(name);
    await cluster.waitForGone(name);
    const isEmpty = async () => (await cluster.ownedBy(name)).length === 0;
    await waitFor('everything that it owned is gone', isEmpty, { timeoutMs: 90_000, intervalMs: 500 });
    const keys = await sessionKeys();
    for (const rendition of ladder) {
      expect(keys.filter((key) => key.includes(`/${rendition}/`)).length).toBeGreaterThan(25);
    }
    expect(await edge.status('master.m3u8')).toBe(404);
  });
});
