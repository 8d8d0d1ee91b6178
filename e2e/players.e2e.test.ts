/** The playlists and segments as other people's clients read them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './src/browser.ts';
import { TestCluster } from './src/cluster.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { ffprobe } from './src/ffprobe.ts';
import { LiveEdgeClient } from './src/live-edge-client.ts';
import { playPlainly } from './src/plain-player.ts';
import { followPlaylists } from './src/playlist-follower.ts';
import { type SrtTarget, testPicture } from './src/srt-publisher.ts';
import { WatchPage } from './src/watch-page.ts';

const name = 'players';
const ladder = ['360p', '240p', '144p'];
const heights = [360, 240, 144];

/** The first packet of a segment's video: when it is shown, in the track's units, and whether it can be decoded alone. */
interface FirstPacket {
  readonly pts: number | undefined;
  readonly isKey: boolean;
}

describe('the playlists', () => {
  let cluster: TestCluster;
  let browser: Browser;
  let encoder: Encoder;
  let edge: LiveEdgeClient;
  let target: SrtTarget;
  let directory: string;

  beforeAll(async () => {
    cluster = await TestCluster.open('players');
    [browser, directory] = await Promise.all([launchBrowser(), mkdtemp(join(tmpdir(), 'kubecast-players-'))]);
    edge = new LiveEdgeClient(cluster.namespace, name);
    target = await cluster.start(name);
    encoder = startEncoder(target);
    await waitFor('the playlists have begun', async () => (await edge.playlist('360p')).segments.length >= 4);
  });

  afterAll(async () => {
    await encoder?.leave();
    await browser?.close();
    await cluster?.close();
    if (directory) await rm(directory, { recursive: true, force: true });
  });

  /** Bits a second of a rendition's heaviest segment. */
  const heaviestSegment = async (rendition: string): Promise<number> => {
    const { segments } = await edge.playlist(rendition);
    const rates = segments.map(async ({ uri, durationSeconds }) => {
      return ((await edge.bytes(edge.segmentUrl(rendition, uri))).length * 8) / durationSeconds;
    });
    return Math.max(...(await Promise.all(rates)));
  };

  const firstPacket = async (rendition: string, index: number): Promise<FirstPacket> => {
    const segment = (await edge.playlist(rendition)).segments[index];
    const uris = [segment?.mapUri ?? '', segment?.uri ?? ''];
    const bodies = await Promise.all(uris.map((uri) => edge.bytes(edge.segmentUrl(rendition, uri))));
    const file = join(directory, `${rendition}-${index}.mp4`);
    await writeFile(file, Buffer.concat(bodies));
    const { packets } = await ffprobe(
      file,
      '-select_streams',
      'v:0',
      '-show_packets',
      '-show_entries',
      'packet=pts,flags',
    );
    return { pts: packets[0]?.pts, isKey: packets[0]?.flags.startsWith('K') ?? false };
  };

  it('keep every promise of RFC 8216 while they grow', async () => {
    expect(await followPlaylists(edge, ladder, 6)).toEqual([]);
  });

  it('announce no less bandwidth than the segments take', async () => {
    // The heaviest segment so far counts, so the segments are read first.
    const heaviest = await Promise.all(ladder.map(heaviestSegment));
    const announced = (await edge.variants()).map(({ attributes }) => Number(attributes.BANDWIDTH));
    for (const [rung, bitsPerSecond] of heaviest.entries())
      expect(bitsPerSecond).toBeLessThanOrEqual(announced[rung] ?? 0);
  });

  it('cut every rung at the same packets, each a keyframe', async () => {
    for (const index of [0, 1, 2, 3]) {
      const packets = await Promise.all(ladder.map((rendition) => firstPacket(rendition, index)));
      const [first] = packets;
      expect(first?.pts).toBeTypeOf('number');
      expect(packets).toEqual(ladder.map(() => ({ pts: first?.pts, isKey: true })));
    }
  });

  it('are read by ffprobe without a warning', async () => {
    const { streams, complaints } = await ffprobe(edge.url('master.m3u8'), '-show_streams');
    expect(complaints).toBe('');
    expect(streams.filter(({ codec_type }) => codec_type === 'video').map(({ height }) => height)).toEqual(heights);
    expect(streams.filter(({ codec_name }) => codec_name === 'aac')).toHaveLength(ladder.length);
  });

  it.each(['hls.js', 'Shaka'] as const)('are played by %s with its own defaults without a warning', async (client) => {
    const report = await playPlainly(browser, client, { url: edge.url('master.m3u8'), seconds: 12 });
    expect(report.complaints).toEqual([]);
    expect(report.heights).toEqual(heights);
    expect(report.playedSeconds).toBeGreaterThan(8);
  });

  it('go on in the watch page when the encoder was away and comes back in another size, on every rung', async () => {
    const viewer = await WatchPage.open(browser, cluster.namespace, name);
    await viewer.waitForState('live');
    await viewer.markPage();
    // Of the same shape: beside bars that fill the picture up, the bar code could not be read.
    for (const [rung, size] of [
      ['360p', { width: 480, height: 270 }],
      ['144p', { width: 320, height: 180 }],
    ] as const) {
      await viewer.frameWhere('a present picture is shown', ({ codedMs, shownMs }) => shownMs - codedMs < 20_000);
      await encoder.leave();
      await viewer.waitForState('reconnecting');
      await viewer.chooseQuality(rung);
      expect((await viewer.qualities()).map((label) => label.trim())).toEqual(ladder);
      const returnedMs = Date.now();
      encoder = startEncoder(target, testPicture(size));
      const height = Number.parseInt(rung, 10);
      const isNew = (frame: { codedMs: number; height: number }) =>
        frame.codedMs > returnedMs && frame.height === height;
      const frame = await viewer.frameWhere(`a new picture is shown in ${rung}`, isNew);
      console.log(
        `encoder back on ${rung}: a new picture ${Math.round(frame.shownMs - returnedMs)} ms after its start`,
      );
      await viewer.waitForState('live');
    }
    expect(await viewer.isMarkedPage()).toBe(true);
    // An answer that came too late on a busy machine is asked for again: only what the page itself got wrong counts.
    expect(viewer.complaints.filter((complaint) => !complaint.startsWith('Failed to load resource'))).toEqual([]);
    await viewer.close();
  });
});
