import type { ChildProcess } from 'node:child_process';
import { EpochLog } from '@kubecast/media/epoch-log';
import { parseSegmentName } from '@kubecast/media/keys';
import type { ObjectStore } from '@kubecast/media/object-store';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AgentHome,
  type AgentProcess,
  agentHome,
  eventually,
  fetchText,
  originToken,
  probePackets,
  publish,
  readState,
  stopPublishing,
} from './testing/agent-harness.ts';

const stream = { namespace: 'live', stream: 'test' };
const renditions = ['360p', '240p'];

const segmentsOf = (playlist: string): string[] => playlist.split('\n').filter((line) => line.endsWith('.m4s'));
const namesOf = (playlist: string) =>
  segmentsOf(playlist).flatMap((uri) => parseSegmentName(uri.split('/').at(-1) ?? '') ?? []);

describe('runAgent, when a process is killed or replaced', () => {
  let server: S3Server;
  let store: ObjectStore;
  const homes: AgentHome[] = [];
  const agents: AgentProcess[] = [];
  const encoders: ChildProcess[] = [];

  const newHome = async (changes: Parameters<typeof agentHome>[1] = {}): Promise<AgentHome> => {
    const home = await agentHome(server, changes);
    homes.push(home);
    return home;
  };
  const start = (home: AgentHome, podUid?: string): AgentProcess => {
    const agent = home.startProcess(podUid);
    agents.push(agent);
    return agent;
  };
  const connect = (home: AgentHome): void => void encoders.push(publish(home.srtPort));
  const disconnect = async (): Promise<void> => {
    for (const encoder of encoders.splice(0)) await stopPublishing(encoder);
  };
  const ready = ({ base }: AgentProcess) =>
    eventually('the agent is ready', async () => (await fetch(`${base}/readyz`).catch(() => undefined))?.ok);
  const playlistWith = ({ origin }: AgentProcess, what: string, holds: (text: string) => boolean, rendition = '240p') =>
    eventually(what, async () => {
      const text = await fetchText(`${origin}/${rendition}/playlist.m3u8`);
      return text !== undefined && holds(text) && text;
    });
  const keysOf = async (prefix: string): Promise<readonly string[]> => {
    const keys: string[] = [];
    for await (const { key } of store.list('live/test/')) if (key.includes(prefix)) keys.push(key);
    return keys;
  };

  beforeEach(async () => {
    server = await startS3Server('versitygw');
    store = server.open();
  });

  afterEach(async () => {
    await disconnect();
    for (const agent of agents.splice(0)) await agent.kill();
    for (const home of homes.splice(0)) await home.remove();
    store.close();
    await server.stop();
  });

  it('closes the segment that was open when it is killed, and shows all of its window without the bucket', async () => {
    const home = await newHome({ segmentSeconds: 6 });
    const killed = start(home);
    await ready(killed);
    connect(home);
    await playlistWith(killed, 'a segment', (text) => segmentsOf(text).length >= 1);
    // Somewhere in the next segment, which lasts 6 s.
    const isOpen = async () =>
      (await fetchText(`${killed.base}/metrics`))?.match(/parts_total\{.*"240p".*\} (\d+)/)?.[1];
    const parts = Number(await isOpen());
    await eventually('three more parts', async () => Number(await isOpen()) >= parts + 3);
    await killed.kill();
    await disconnect();
    server.pause();
    const startedMs = Date.now();
    const successor = start(home);
    await ready(successor);
    const readyMs = Date.now() - startedMs;
    const texts = await Promise.all(
      renditions.map((name) => playlistWith(successor, 'its window', (text) => segmentsOf(text).length >= 2, name)),
    );
    server.resume();
    const [top = [], low = []] = texts.map(namesOf);
    expect(low).toEqual(top);
    expect(low.map(({ sequence }) => sequence)).toEqual([0, 1]);
    expect(low[1]?.durationMs).toBeGreaterThanOrEqual(1000);
    expect(low[1]?.durationMs).toBeLessThan(6000);
    // It does not wait the 15 s that it gives a bucket; the rest is the start of two processes.
    expect(readyMs).toBeLessThan(12_000);
    connect(home);
    const after = await playlistWith(successor, 'another epoch', (text) => text.includes('/000002-00'));
    expect(namesOf(after).map(({ sequence }) => sequence)).toEqual(namesOf(after).map((_, index) => index));
    const header = `Authorization: Bearer ${originToken}\r\n`;
    expect((await probePackets(`${successor.origin}/master.m3u8`, header)).size).toBe(4);
    await eventually(
      'the recovered segment in the bucket',
      async () => (await keysOf('/000001-0000000001-')).length === 2,
    );
  });

  it('publishes nothing more when it was frozen while another pod took over', async () => {
    const [home, other] = [await newHome(), await newHome()];
    const frozen = start(home, 'pod-1');
    await ready(frozen);
    connect(home);
    await playlistWith(frozen, 'two segments', (text) => segmentsOf(text).length >= 2);
    // What is under way to the bucket arrives all the same: nothing may be.
    await eventually('all its segments in the bucket', async () => {
      const shown = segmentsOf((await fetchText(`${frozen.origin}/240p/playlist.m3u8`)) ?? '');
      return shown.length > 0 && (await keysOf('/000001-00')).length === renditions.length * shown.length;
    });
    frozen.signal('SIGSTOP');
    await disconnect();
    const successor = start(other, 'pod-2');
    await ready(successor);
    expect((await readState(successor.base))?.session?.phase).toBe('Reconnecting');
    connect(other);
    const playlist = await playlistWith(successor, 'the next epoch', (text) =>
      segmentsOf(text).some((uri) => uri.includes('/000002-')),
    );
    await eventually('its claim', () => new EpochLog(store, stream).read(2));
    const before = await keysOf('/000001-');
    const lastOfFrozen = Math.max(...before.map((key) => parseSegmentName(key.split('/').at(-1) ?? '')?.sequence ?? 0));
    expect(namesOf(playlist).find(({ epoch }) => epoch === 2)?.sequence).toBeGreaterThan(lastOfFrozen + 1);
    frozen.signal('SIGCONT');
    expect(await frozen.ended).toBe(75);
    expect(await keysOf('/000001-')).toEqual(before);
    const stored = await eventually('the successor’s playlist', async () => {
      const text = (await store.read('live/test/240p/playlist.m3u8'))?.toString() ?? '';
      return text.includes('/000002-00') && text;
    });
    expect(stored).not.toContain('ENDLIST');
    for (const uri of segmentsOf(stored)) expect(await store.head(`live/test/${uri.slice(3)}`), uri).toBeDefined();
  });
});
