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
  const said = (message: string): number => log.filter((line) => line.includes(message)).length;

  /** Does `work`, which ends a listener, until the next one listens: the port alone may still be the old one's. */
  const untilNextListener = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const listeners = said('Listening for a caller');
    const result = await work();
    await expect.poll(() => said('Listening for a caller')).toBe(listeners + 1);
    await expect.poll(isListening).toBe(true);
    return result;
  };

  /** What came of the caller that `work` is. */
  const servedAfter = async (work: () => Promise<unknown>) => {
    const before = served.length;
    await untilNextListener(work);
    expect(served).toHaveLength(before + 1);
    return served.at(-1);
  };

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
    for (const length of [16, 32]) {
      const caller = await servedAfter(() => call(port, `passphrase=${passphrase}&pbkeylen=${length}`));
      expect(caller?.readiness).toBe('ready');
      expect(caller?.bytes).toBeGreaterThan(500_000);
    }
  });

  it('refuses a wrong passphrase, drops garbage, and serves the next good caller', async () => {
    const before = served.length;
    expect(await call(port, 'passphrase=not-the-passphrase')).not.toBe(0);
    expect(served).toHaveLength(before);
    const garbage = await servedAfter(() => call(port, `passphrase=${passphrase}`, garbageCaller));
    expect(garbage?.readiness).toBe('notMpegTs');
    const good = await servedAfter(() => call(port, `passphrase=${passphrase}`));
    expect(good?.readiness).toBe('ready');
  });

  it('drops a caller that sends nothing, and serves the next good caller', async () => {
    const before = served.length;
    await untilNextListener(() => callSilently(port));
    expect(said('Dropping a caller that has sent nothing')).toBe(1);
    expect(served).toHaveLength(before);
    const good = await servedAfter(() => call(port, `passphrase=${passphrase}`));
    expect(good?.readiness).toBe('ready');
  });

  it('takes the new passphrase and refuses the old one once it was replaced, while a caller who is in stays', async () => {
    const begun = said('Serving a caller');
    await servedAfter(async () => {
      const caller = call(port, `passphrase=${passphrase}`);
      await expect.poll(() => said('Serving a caller')).toBe(begun + 1);
      await writeFile(join(directory, 'passphrase'), rotated);
      expect(await caller).toBe(0);
    });
    expect(said('Listening anew')).toBe(0);

    await untilNextListener(() => writeFile(join(directory, 'passphrase'), passphrase));
    expect(said('Listening anew, the passphrase was replaced')).toBe(1);
    const before = served.length;
    expect(await call(port, `passphrase=${rotated}`)).not.toBe(0);
    expect(served).toHaveLength(before);
    await servedAfter(async () => expect(await call(port, `passphrase=${passphrase}`)).toBe(0));
    expect(said('Listening ended without a caller')).toBe(0);
  });

  it('reports statistics of the connection and never logs the passphrase', () => {
    expect(statistics.length).toBeGreaterThan(0);
    expect(statistics[0]?.packets).toBeGreaterThan(0);
    expect(said('Serving a caller')).toBeGreaterThan(0);
    for (const secret of [passphrase, rotated]) expect(said(secret)).toBe(0);
  });

  it('frees the port when it is told to stop', async () => {
    stop.abort();
    await serving;
    expect(await isListening()).toBe(false);
  });
});
