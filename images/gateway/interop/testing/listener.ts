/**
 * A pod's ear, as the transcoder's agent runs it: one `srt-live-transmit` a caller, and the next one when that has ended. What
 * it receives is kept.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { RawCaller } from './raw-caller.ts';

export interface ListenerOptions {
  /** None: unencrypted. */
  readonly passphrase?: string;
  readonly latencyMs?: number;
  /** Further options of the URI, as `packetfilter=fec`. */
  readonly more?: string;
}

const statisticsLine = z.object({
  recv: z.object({
    packets: z.number(),
    packetsDropped: z.number(),
    packetsFilterExtra: z.number(),
    packetsFilterSupply: z.number(),
  }),
});
export type ReceiveStatistics = z.infer<typeof statisticsLine>['recv'];

/** A UDP port that nobody has just now. */
export const freePort = async (): Promise<number> => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
};

/** Asks as a caller does, and goes no further. */
const waitUntilListening = async (port: number): Promise<void> => {
  const caller = await RawCaller.open({ port });
  await caller.induct().finally(() => caller.close());
};

/** See the file header. */
export class Listener {
  readonly port: number;
  /** What each of its processes, that is each caller, has sent. */
  readonly callers: Buffer[][] = [];
  readonly #url: string;
  /** A file a process: each begins its own anew. */
  readonly #statistics: string;
  #child: ChildProcess | undefined;
  #isOver = false;

  private constructor(port: number, { passphrase, latencyMs = 120, more }: ListenerOptions) {
    this.port = port;
    const options = [
      `latency=${latencyMs}`,
      ...(passphrase ? [`passphrase=${passphrase}`] : []),
      ...(more ? [more] : []),
    ];
    this.#url = `srt://127.0.0.1:${port}?mode=listener&${options.join('&')}`;
    this.#statistics = join(tmpdir(), `kubecast-listener-${process.pid}-${port}`);
    this.#listen();
  }

  static async start(options: ListenerOptions = {}): Promise<Listener> {
    const listener = new Listener(await freePort(), options);
    await waitUntilListening(listener.port);
    return listener;
  }

  /** All that has come, of all callers. */
  get bytes(): Buffer {
    return Buffer.concat(this.callers.flat());
  }

  /** How many processes have received anything. */
  get served(): number {
    return this.callers.filter((chunks) => chunks.length > 0).length;
  }

  get hasCaller(): boolean {
    return (this.callers.at(-1)?.length ?? 0) > 0;
  }

  /** Sums up what all lines of statistics say: each counts from the one before. */
  async statistics(): Promise<ReceiveStatistics> {
    const files = this.callers.map((_, index) => readFile(`${this.#statistics}-${index}`, 'utf8').catch(() => ''));
    const lines = (await Promise.all(files)).flatMap((text) => text.split('\n')).filter((line) => line.startsWith('{'));
    const total = { packets: 0, packetsDropped: 0, packetsFilterExtra: 0, packetsFilterSupply: 0 };
    for (const { recv } of lines.map((line) => statisticsLine.parse(JSON.parse(line)))) {
      total.packets += recv.packets;
      total.packetsDropped += recv.packetsDropped;
      total.packetsFilterExtra += recv.packetsFilterExtra;
      total.packetsFilterSupply += recv.packetsFilterSupply;
    }
    return total;
  }

  /** As when its pod's memory ran out: no goodbye, and nobody listens any more. */
  async kill(): Promise<void> {
    this.#isOver = true;
    this.#child?.kill('SIGKILL');
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    for (const index of this.callers.keys()) await rm(`${this.#statistics}-${index}`, { force: true });
  }

  #listen(): void {
    const chunks: Buffer[] = [];
    const statistics = `${this.#statistics}-${this.callers.push(chunks) - 1}`;
    const words = [
      '-o0',
      'srt-live-transmit',
      '-q',
      '-a',
      'no',
      '-s',
      '50',
      '-pf',
      'json',
      '-statsout',
      statistics,
      this.#url,
      'file://con',
    ];
    this.#child = spawn('stdbuf', words, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    this.#child.once('close', () => {
      if (!this.#isOver) this.#listen();
    });
  }
}
