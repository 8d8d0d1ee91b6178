import type { ChildProcess } from 'node:child_process';
import { EpochLog } from '@kubecast/media/epoch-log';
import type { ObjectStore } from '@kubecast/media/object-store';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type AgentHome,
  agentHome,
  eventually,
  fetchText,
  originToken,
  probePackets,
  publish,
  type RunningAgent,
  readState,
  serveBucket,
  stateToken,
  stopPublishing,
} from './testing/agent-harness.ts';

const stream = { namespace: 'live', stream: 'test' };

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const segmentsOf = (playlist: string): string[] => playlist.split('\n').filter((line) => line.endsWith('.m4s'));
const mediaSequence = (playlist: string): number => Number(/MEDIA-SEQUENCE:(\d+)/.exec(playlist)?.[1]);

describe('runAgent', () => {
  let server: S3Server;
  let store: ObjectStore;
  let home: AgentHome;
  let agent: RunningAgent;
  const encoders: ChildProcess[] = [];

  const connect = (): ChildProcess => {
    const encoder = publish(home.srtPort);
    encoders.push(encoder);
    return encoder;
  };
  const playlist = () => fetchText(`${agent.origin}/240p/playlist.m3u8`);
  const playlistWith = (what: string, holds: (text: string) => boolean) =>
    eventually(what, async () => {
      const text = await playlist();
      return text !== undefined && holds(text) && text;
    });
  const storedEnd = async (rendition: string) =>
    (await store.read(`live/test/${rendition}/playlist.m3u8`))?.toString().includes('ENDLIST');
  const ready = () =>
    eventually('the agent is ready', async () => (await fetch(`${agent.base}/readyz`).catch(() => undefined))?.ok);

  beforeAll(async () => {
    server = await startS3Server('minio');
    store = server.open();
  });

  afterEach(async () => {
    for (const encoder of encoders.splice(0)) await stopPublishing(encoder);
    await agent?.terminate();
    await home?.remove();
    for await (const { key } of store.list('')) await store.delete(key);
  });

  afterAll(async () => {
    store?.close();
    await server?.stop();
  });

  it('serves and stores a session when an encoder connects', async () => {
    home = await agentHome(server);
    agent = home.start();
    await ready();
    expect(await fetch(`${agent.origin}/master.m3u8`).then(({ status }) => status)).toBe(401);
    const encoder = connect();
    const master = await eventually('a master playlist', () => fetchText(`${agent.origin}/master.m3u8`));
    expect(countOf(master, /STREAM-INF/g)).toBe(2);
    const stored = await eventually('a playlist in the bucket', async () => {
      const text = (await store.read('live/test/240p/playlist.m3u8'))?.toString();
      return text && segmentsOf(text).length >= 2 && text;
    });
    for (const uri of segmentsOf(stored)) expect(await store.head(`live/test/${uri.slice(3)}`)).toBeDefined();
    expect((await readState(agent.base))?.session).toMatchObject({
      phase: 'Live',
      epoch: 1,
      renditions: ['360p', '240p'],
    });
    await eventually('a thumbnail', () => fetchText(`${agent.origin}/thumbnail.jpg`));
    await eventually('a thumbnail in the bucket', () => store.head('live/test/thumbnail.jpg'));
    await eventually('a master in the bucket', () => store.head('live/test/master.m3u8'));
    await stopPublishing(encoder);
    const authorization = (token: string): string => `Bearer ${token}`;
    const end = { method: 'POST', headers: { authorization: authorization(stateToken) } };
    expect((await fetch(`${agent.base}/end`, end)).status).toBe(202);
    for (const rendition of ['360p', '240p']) await eventually('an end in the bucket', () => storedEnd(rendition));
    // Video and audio of both renditions, without a warning.
    const streams = ['0', '1', '2', '3'];
    const header = `Authorization: ${authorization(originToken)}\r\n`;
    expect([...(await probePackets(`${agent.origin}/master.m3u8`, header)).keys()].sort()).toEqual(streams);
    const bucket = await serveBucket(store);
    expect([...(await probePackets(`${bucket.base}/live/test/master.m3u8`)).keys()].sort()).toEqual(streams);
    bucket.stop();
  });

  it('continues the session behind a discontinuity when the encoder returns', async () => {
    home = await agentHome(server);
    agent = home.start();
    await ready();
    const first = connect();
    await playlistWith('two segments', (text) => segmentsOf(text).length >= 2);
    await stopPublishing(first);
    await eventually(
      'the wait for the encoder',
      async () => (await readState(agent.base))?.session?.phase === 'Reconnecting',
    );
    const before = (await playlist()) ?? '';
    connect();
    const after = await playlistWith('a second epoch', (text) => text.includes('/000002-'));
    expect(after).toContain('#EXT-X-DISCONTINUITY\n');
    expect(mediaSequence(after)).toBe(mediaSequence(before));
    expect(segmentsOf(after).slice(0, segmentsOf(before).length)).toEqual(segmentsOf(before));
    const sequences = segmentsOf(after).map((uri) => Number(uri.split('-').at(-3)));
    expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index));
  });

  it('ends the session after its grace and begins another one behind it', async () => {
    home = await agentHome(server, { graceSeconds: 1 });
    agent = home.start();
    await ready();
    const first = connect();
    await playlistWith('two segments', (text) => segmentsOf(text).length >= 2);
    await stopPublishing(first);
    const ended = await playlistWith('an end', (text) => text.includes('ENDLIST'));
    const log = new EpochLog(store, stream);
    const end = await eventually('a claimed end', () => log.read(2));
    expect(end).toMatchObject({ end: true, firstSequence: segmentsOf(ended).length });
    await eventually('an end in the bucket', () => storedEnd('240p'));
    connect();
    const next = await playlistWith('another session', (text) => !text.includes('ENDLIST'));
    expect(mediaSequence(next)).toBe(end.firstSequence);
    expect(next).toContain('000003-init.mp4');
  });

  it('uploads everything and leaves the session open when it is told to go', async () => {
    home = await agentHome(server);
    agent = home.start();
    await ready();
    connect();
    await playlistWith('two segments', (text) => segmentsOf(text).length >= 2);
    expect(await agent.terminate()).toBe('shutdown');
    const stored = (await store.read('live/test/240p/playlist.m3u8'))?.toString() ?? '';
    expect(stored).not.toContain('ENDLIST');
    expect(await new EpochLog(store, stream).list()).toEqual([1]);
    await home.forget();
    agent = home.start('pod-2');
    await ready();
    expect((await readState(agent.base))?.session?.phase).toBe('Reconnecting');
    expect(segmentsOf((await playlist()) ?? '')).toEqual(segmentsOf(stored));
    for (const encoder of encoders.splice(0)) await stopPublishing(encoder);
    connect();
    const after = await playlistWith('the second epoch', (text) => text.includes('/000002-'));
    const sequences = segmentsOf(after).map((uri) => Number(uri.split('-').at(-3)));
    expect(sequences).toEqual(sequences.map((_, index) => index));
  });

  it('goes on and catches up when the store does not answer for a while', async () => {
    home = await agentHome(server);
    agent = home.start();
    await ready();
    connect();
    await playlistWith('a segment', (text) => segmentsOf(text).length >= 1);
    server.pause();
    const live = await playlistWith('more segments', (text) => segmentsOf(text).length >= 6);
    server.resume();
    const stored = await eventually('the bucket to catch up', async () => {
      const text = (await store.read('live/test/240p/playlist.m3u8'))?.toString() ?? '';
      return segmentsOf(text).length >= segmentsOf(live).length && text;
    });
    for (const uri of segmentsOf(stored)) expect(await store.head(`live/test/${uri.slice(3)}`)).toBeDefined();
    await eventually('good health', async () => (await readState(agent.base))?.storage.healthy);
  });
});
