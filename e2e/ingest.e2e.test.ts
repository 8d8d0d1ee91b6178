/** What comes in over SRT: encoders that leave and return, that have the wrong secret, that send something else. */
import { setTimeout } from 'node:timers/promises';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestCluster } from './src/cluster.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { sendGarbage } from './src/garbage-caller.ts';
import { LiveEdgeClient } from './src/live-edge-client.ts';
import { checkMediaPlaylist, checkReload } from './src/playlist-validator.ts';
import { publishOnce, type SrtTarget, testPicture } from './src/srt-publisher.ts';

const name = 'ingest';
/** How long the encoder is away in the test of that. */
const awayMs = 3_000;

const live = { type: 'Live', status: 'True' } as const;

describe('an encoder', () => {
  let cluster: TestCluster;
  let target: SrtTarget;
  let encoder: Encoder | undefined;
  let edge: LiveEdgeClient;

  beforeAll(async () => {
    cluster = await TestCluster.open('ingest');
    edge = new LiveEdgeClient(cluster.namespace, name);
    target = await cluster.start(name);
  });

  afterAll(async () => {
    await encoder?.leave();
    await cluster?.close();
  });

  const sessionId = async () => (await cluster.stream(name)).status?.session?.id;
  const segmentCount = async () => (await edge.playlist('360p')).segments.length;
  const goLive = async (): Promise<void> => {
    encoder = startEncoder(target);
    await cluster.waitForCondition(name, live);
  };

  it('is refused with a wrong passphrase, and the next one with the right passphrase is live', async () => {
    const stranger = { ...target, passphrase: `${target.passphrase.slice(1)}!` };
    const outcome = await publishOnce(stranger, testPicture(), AbortSignal.timeout(20_000));
    expect(outcome.connected).toBe(false);
    await goLive();
  });

  it('continues the same session when it was away for three seconds', async () => {
    const before = await waitFor('some segments are there', async () => {
      const playlist = await edge.playlist('360p');
      return playlist.segments.length >= 3 && playlist;
    });
    const session = await sessionId();
    await encoder?.leave();
    await cluster.waitForCondition(name, { type: 'Live', status: 'False', reason: 'Reconnecting' });
    await setTimeout(awayMs);
    await goLive();
    const after = await waitFor('a segment after the gap is there', async () => {
      const playlist = await edge.playlist('360p');
      return new Set(playlist.segments.map(({ discontinuity }) => discontinuity)).size === 2 && playlist;
    });
    expect(await sessionId()).toBe(session);
    expect([...checkMediaPlaylist(after), ...checkReload(before, after)]).toEqual([]);
    expect(new Set(after.segments.map(({ mapUri }) => mapUri)).size).toBe(2);
  });

  it('goes on unharmed when a second one knocks', async () => {
    const second = await publishOnce(target, testPicture(), AbortSignal.timeout(15_000));
    expect(second.connected).toBe(false);
    const count = await segmentCount();
    await waitFor('segments still come', async () => (await segmentCount()) > count + 1);
  });

  it('is live after a caller that sent garbage', async () => {
    await encoder?.leave();
    await cluster.waitForCondition(name, { type: 'Live', status: 'False' });
    const leaving = new AbortController();
    const garbage = sendGarbage(target, leaving.signal);
    await cluster.waitForCondition(name, { type: 'IngestHealthy', status: 'False', reason: 'NotMpegTs' });
    leaving.abort();
    await garbage;
    await goLive();
    const count = await segmentCount();
    await waitFor('segments come again', async () => (await segmentCount()) > count + 1);
  });

  it('ends the session when the stream is suspended, and the media stays', async () => {
    await cluster.apply(name, { suspend: true });
    await cluster.waitForCondition(name, { type: 'Ready', status: 'False', reason: 'Suspended' });
    const hasNoPod = async () => !(await cluster.ownedBy(name)).some((owned) => owned.startsWith('Pod/'));
    await waitFor('the pod is gone', hasNoPod, { timeoutMs: 90_000, intervalMs: 500 });
    const isClosed = async () => (await edge.playlist('360p')).ended;
    await waitFor('the playlist ends', isClosed);
    expect(await segmentCount()).toBeGreaterThan(5);
  });
});
