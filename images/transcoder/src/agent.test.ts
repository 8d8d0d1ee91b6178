import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@kubecast/media/logger';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runAgent } from './agent.ts';
import { stateKeeper } from './state/kept-state.ts';
import { quietConfig as config } from './testing/quiet-config.ts';

describe('runAgent', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'agent-'));
    for (const name of ['window', 'spool', 'secrets']) mkdirSync(join(root, name));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  });

  afterEach(() => {
    vi.useRealTimers();
    rmSync(root, { recursive: true });
  });

  it('leaves nothing that keeps its process when its port is taken while a session waits for its encoder', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const address = other.address();
    const http = address !== null && typeof address !== 'string' ? address.port : expect.unreachable();
    const directories = { window: join(root, 'window'), spool: join(root, 'spool'), secrets: join(root, 'secrets') };
    const source = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 };
    const rendition = { name: '720p', width: 1280, height: 720, videoBitrateKbps: 1000, audioBitrateKbps: 64 };
    const format = { frameRate: { numerator: 30, denominator: 1 }, renditions: [rendition] };
    const waiting = {
      phase: 'Reconnecting',
      counters: { lastEpoch: 1, nextSequence: 4, lastEndMs: 0 },
      known: true,
      session: { id: '20260102-030405-abcd', startedAtMs: 0, source, format },
      sinceMs: Date.now(),
      deadlineMs: Date.now() + 60_000,
    } as const;
    stateKeeper(directories.window, 'uid-1').keep(waiting, undefined);
    const logger = createLogger('test', 'silent');
    const options = { config, podUid: 'pod-1', directories, ports: { srt: 1, http }, logger };
    await expect(runAgent(options, new AbortController().signal)).rejects.toThrow('EADDRINUSE');
    expect(vi.getTimerCount()).toBe(0);
    other.close();
  });
});
