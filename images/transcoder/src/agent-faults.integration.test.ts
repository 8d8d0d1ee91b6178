import type { ChildProcess } from 'node:child_process';
import { EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import type { ObjectStore } from '@kubecast/media/object-store';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AgentHome,
  type AgentProcess,
  agentHome,
  encoderPid,
  eventually,
  fetchText,
  originToken,
  publish,
  type RunningAgent,
  readState,
  stopPublishing,
} from './testing/agent-harness.ts';

const stream = { namespace: 'live', stream: 'test' };

const stranger: EpochRecord = {
  session: '20260102-030405-abcd',
  liveStreamUid: 'uid-1',
  podUid: 'pod-2',
  recording: true,
  firstSequence: 50,
  claimedAt: '2026-01-02T03:04:05.678Z',
  end: false,
};

const segmentsOf = (playlist: string): string[] => playlist.split('\n').filter((line) => line.endsWith('.m4s'));
const sequencesOf = (playlist: string): number[] => segmentsOf(playlist).map((uri) => Number(uri.split('-').at(-3)));

describe('runAgent, when something fails', () => {
  let server: S3Server;
  let store: ObjectStore;
  let home: AgentHome;
  let agent: RunningAgent | undefined;
  let child: AgentProcess | undefined;
  const encoders: ChildProcess[] = [];

  const connect = (): ChildProcess => {
    const encoder = publish(home.srtPort);
    encoders.push(encoder);
    return encoder;
  };
  const disconnect = async (): Promise<void> => {
    for (const encoder of encoders.splice(0)) await stopPublishing(encoder);
  };
  const running = () => agent ?? child ?? { base: '', origin: '' };
  const playlistWith = (what: string, holds: (text: string) => boolean) =>
    eventually(what, async () => {
      const text = await fetchText(`${running().origin}/240p/playlist.m3u8`);
      return text !== undefined && holds(text) && text;
    });
  const ready = () =>
    eventually('the agent is ready', async () => (await fetch(`${running().base}/readyz`).catch(() => undefined))?.ok);

  beforeEach(async () => {
    server = await startS3Server('versitygw');
    store = server.open();
    agent = undefined;
    child = undefined;
  });

  afterEach(async () => {
    await disconnect();
    await agent?.terminate();
    await child?.kill();
    await home?.remove();
    store.close();
    await server.stop();
  });

  it('finds its window again and goes on without a hole when it is killed', async () => {
    home = await agentHome(server);
    child = home.startProcess();
    await ready();
    connect();
    const before = await playlistWith('three segments', (text) => segmentsOf(text).length >= 3);
    await child.kill();
    await disconnect();
    child = home.startProcess();
    await ready();
    const kept = await playlistWith('the old window', (text) => segmentsOf(text).length >= segmentsOf(before).length);
    expect(segmentsOf(kept).slice(0, segmentsOf(before).length)).toEqual(segmentsOf(before));
    expect(await fetchText(`${child.origin}/master.m3u8`)).toContain('240p/playlist.m3u8');
    expect((await readState(child.base))?.session?.phase).toBe('Reconnecting');
    connect();
    const after = await playlistWith('another epoch', (text) => text.includes('/000002-init'));
    expect(sequencesOf(after)).toEqual(sequencesOf(after).map((_, index) => index));
    const expected = sequencesOf(after).length;
    await eventually('all of it in the bucket', async () => {
      const stored = (await store.read('live/test/240p/playlist.m3u8'))?.toString() ?? '';
      return sequencesOf(stored).length >= expected;
    });
  });

  it('keeps the encoder and the session when ffmpeg is killed', async () => {
    home = await agentHome(server);
    child = home.startProcess();
    await ready();
    const encoder = connect();
    await playlistWith('two segments', (text) => segmentsOf(text).length >= 2);
    process.kill((await encoderPid(child.pid)) ?? 0, 'SIGKILL');
    const after = await playlistWith('another epoch', (text) => text.includes('/000002-00'));
    expect(sequencesOf(after)).toEqual(sequencesOf(after).map((_, index) => index));
    expect(encoder.exitCode).toBeNull();
    expect((await readState(child.base))?.session).toMatchObject({ phase: 'Live', epoch: 2 });
  });

  it('takes a session over without a hole from a pod that is told to go', async () => {
    home = await agentHome(server);
    const leaving = home;
    const old = leaving.start('pod-1');
    agent = old;
    await ready();
    connect();
    await playlistWith('two segments', (text) => segmentsOf(text).length >= 2);
    await eventually('a segment in the bucket', () => store.head('live/test/240p/playlist.m3u8'));
    home = await agentHome(server);
    agent = home.start('pod-2');
    await ready();
    expect((await readState(agent.base))?.session?.phase).toBe('Reconnecting');
    const more = await eventually('more segments', async () => {
      const text = (await fetchText(`${old.origin}/240p/playlist.m3u8`)) ?? '';
      return segmentsOf(text).length >= 4 && text;
    });
    await old.terminate();
    await disconnect();
    await playlistWith('what the other pod did', (text) => segmentsOf(text).length > segmentsOf(more).length);
    await eventually('the number that the other pod left', async () => {
      const kept = home.keptState();
      return kept?.phase === 'Reconnecting' && kept.adopted?.closed;
    });
    connect();
    const after = await playlistWith('the next epoch', (text) => text.includes('/000002-00'));
    expect(sequencesOf(after)).toEqual(sequencesOf(after).map((_, index) => index));
    await leaving.remove();
  });

  it('stops publishing when another pod owns its next epoch', async () => {
    home = await agentHome(server);
    agent = home.start();
    await ready();
    connect();
    await playlistWith('a segment', (text) => segmentsOf(text).length >= 1);
    const log = new EpochLog(store, stream);
    await eventually('its claim', () => log.read(1));
    await log.claim(2, stranger);
    await disconnect();
    connect();
    expect(await agent.ended).toBe('superseded');
    expect(await log.list()).toEqual([1, 2]);
    const stored: string[] = [];
    for await (const { key } of store.list('live/test/')) stored.push(key);
    expect(stored.filter((key) => key.includes('/000002-'))).toEqual([]);
  });

  it('encodes at once, and shows it under its numbers when the store is back', async () => {
    const log = new EpochLog(store, stream);
    await log.claim(1, { ...stranger, firstSequence: 0 });
    await log.claim(2, { ...stranger, end: true });
    server.pause();
    home = await agentHome(server);
    agent = home.start();
    await ready();
    connect();
    const { base, origin } = running();
    await eventually('an epoch', async () => (await readState(base))?.session?.phase === 'Live');
    const headers = { authorization: `Bearer ${originToken}` };
    expect(await fetch(`${origin}/240p/playlist.m3u8`, { headers }).then(({ status }) => status)).toBe(503);
    server.resume();
    const moved = await playlistWith('numbers behind the log', (text) => text.includes('/000003-init'));
    expect(sequencesOf(moved)[0]).toBe(50);
    for (const uri of segmentsOf(moved)) {
      const url = new URL(uri, `${running().origin}/240p/playlist.m3u8`);
      expect(await fetchText(url.href), uri).toBeDefined();
    }
    const stored = await eventually('the bucket', async () => {
      const text = (await store.read('live/test/240p/playlist.m3u8'))?.toString() ?? '';
      return segmentsOf(text).length > segmentsOf(moved).length && text;
    });
    expect(sequencesOf(stored)[0]).toBe(50);
    for (const uri of segmentsOf(stored)) expect(await store.head(`live/test/${uri.slice(3)}`), uri).toBeDefined();
    expect(await log.read(3)).toMatchObject({ firstSequence: 50, podUid: 'pod-1' });
  });

  it('says so when the bucket refuses, and encodes on', async () => {
    home = await agentHome(server, { objectStore: { ...server.location, bucket: 'absent' } });
    agent = home.start();
    const { base } = agent;
    await ready();
    connect();
    await eventually('an epoch', async () => (await readState(base))?.session?.phase === 'Live');
    expect((await readState(base))?.storage).toMatchObject({ healthy: false, reason: 'BucketRefuses' });
    await disconnect();
  });
});
