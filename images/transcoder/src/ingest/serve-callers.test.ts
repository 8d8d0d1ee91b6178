import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isPortBound } from './listening-check.ts';
import { serveCallers } from './serve-callers.ts';
import type { SrtStatistics } from './srt-statistics.ts';
import type { Readiness } from './transport-source.ts';

const passphrase = 'correct-horse-battery';
const rotated = 'another-horse-battery';

const freeUdpPort = async (): Promise<number> => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
};

/** What ffmpeg publishes, in real time: media, or samples without a container. */
const media = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=30', '-c:v', 'libx264', '-preset', 'ultrafast'];
const mediaOutput = ['-g', '30', '-b:v', '3M', '-x264-params', 'nal-hrd=cbr', '-maxrate', '3M', '-bufsize', '1M'];
const goodCaller = [...media, ...mediaOutput, '-f', 'mpegts'];
const garbageCaller = ['-f', 'lavfi', '-i', 'anoisesrc=r=48000', '-ac', '2', '-f', 's16le'];

/** Sends for four seconds as one caller; resolves with ffmpeg's exit code when the caller has left. */
const call = async (port: number, query: string, output: readonly string[] = goodCaller): Promise<number> => {
  const uri = `srt://127.0.0.1:${port}?mode=caller&transtype=live&${query}`;
  const caller = spawn('ffmpeg', ['-v', 'quiet', '-re', ...output.slice(0, -2), '-t', '4', ...output.slice(-2), uri], {
    stdio: 'ignore',
  });
  const [code] = await once(caller, 'close');
  return Number(code);
};

/** Connects and never sends a byte; resolves when it has been thrown out. */
const callSilently = async (port: number): Promise<void> => {
  const uri = `srt://127.0.0.1:${port}?mode=caller&passphrase=${passphrase}`;
  // Its input stays open and empty.
  const caller = spawn('srt-live-transmit', ['-q', '-a', 'no', 'file://con', uri], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await once(caller, 'close');
};

describe('serveCallers', { timeout: 120_000 }, () => {
  const stop = new AbortController();
  const served: { readiness: Readiness; bytes: number }[] = [];
  const statistics: SrtStatistics[] = [];
  const log: string[] = [];
  let directory = '';
  let port = 0;
  let serving = Promise.resolve();

  const isListening = async (): Promise<boolean> => isPortBound(await readFile('/proc/net/udp', 'utf8'), port);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubecast-ingest-'));
    await writeFile(join(directory, 'passphrase'), passphrase);
    port = await freeUdpPort();
    serving = serveCallers(
      {
        port,
        latencyMs: 50,
        passphraseFile: join(directory, 'passphrase'),
        statisticsFile: join(directory, 'statistics.json'),
        serve: async (caller) => {
          const readiness = await caller.ready(20_000, stop.signal);
          if (readiness === 'ready') await caller.ended;
          served.push({ readiness, bytes: caller.bytes });
        },
        onStatistics: (line) => statistics.push(line),
        logger: pino(
          { level: 'trace' },
          new Writable({ write: (line, _, done) => done(void log.push(String(line)) as undefined) }),
        ),
      },
      stop.signal,
    );
    await vi.waitFor(async () => expect(await isListening()).toBe(true), { timeout: 20_000 });
  });

  afterAll(async () => {
    stop.abort();
    await serving;
    await rm(directory, { recursive: true });
  });

  it('serves a caller that has the passphrase, whatever its key length', async () => {
    await call(port, `passphrase=${passphrase}&pbkeylen=32`);
    await expect.poll(() => served.length).toBe(1);
    expect(served[0]?.readiness).toBe('ready');
    expect(served[0]?.bytes).toBeGreaterThan(500_000);
  });

  it('refuses a wrong passphrase, drops garbage, and serves the next good caller', async () => {
    await expect.poll(isListening).toBe(true);
    expect(await call(port, 'passphrase=not-the-passphrase')).not.toBe(0);
    await call(port, `passphrase=${passphrase}`, garbageCaller);
    await expect.poll(() => served.length).toBe(2);
    expect(served[1]?.readiness).toBe('notMpegTs');

    await expect.poll(isListening).toBe(true);
    await call(port, `passphrase=${passphrase}&pbkeylen=16`);
    await expect.poll(() => served.length).toBe(3);
    expect(served[2]?.readiness).toBe('ready');
  });

  it('drops a caller that sends nothing, and serves the next good caller', async () => {
    await expect.poll(isListening).toBe(true);
    await callSilently(port);
    expect(log.join('')).toContain('Dropping a caller that has sent nothing');
    expect(served).toHaveLength(3);

    await call(port, `passphrase=${passphrase}`);
    await expect.poll(() => served.length).toBe(4);
    expect(served[3]?.readiness).toBe('ready');
  });

  it('takes the new passphrase and refuses the old one once it was replaced, while a caller who is in stays', async () => {
    await expect.poll(isListening).toBe(true);
    const before = call(port, `passphrase=${passphrase}`);
    await expect.poll(() => log.join('').split('Serving a caller').length).toBe(6);
    await writeFile(join(directory, 'passphrase'), rotated);
    expect(await before).toBe(0);
    await expect.poll(() => served.length).toBe(5);

    await expect.poll(isListening).toBe(true);
    await writeFile(join(directory, 'passphrase'), passphrase);
    await expect.poll(() => log.join('')).toContain('Listening anew, the passphrase was replaced');
    await expect.poll(isListening).toBe(true);
    expect(await call(port, `passphrase=${rotated}`)).not.toBe(0);
    expect(await call(port, `passphrase=${passphrase}`)).toBe(0);
    await expect.poll(() => served.length).toBe(6);
    expect(log.join('')).not.toContain('Listening ended without a caller');
  });

  it('reports statistics of the connection and never logs the passphrase', () => {
    expect(statistics.length).toBeGreaterThan(0);
    expect(statistics[0]?.packets).toBeGreaterThan(0);
    expect(log.join('')).toContain('Serving a caller');
    expect(log.join('')).not.toContain(passphrase);
  });

  it('frees the port when it is told to stop', async () => {
    stop.abort();
    await serving;
    expect(await isListening()).toBe(false);
  });
});
