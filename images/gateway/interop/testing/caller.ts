/** An encoder: a `srt-live-transmit` of any version that sends what it is given, at a steady pace. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { currentLibsrt, type Libsrt } from './libsrt.ts';

export interface CallerOptions {
  readonly port: number;
  readonly host?: string;
  readonly streamId: string;
  readonly passphrase?: string;
  readonly latencyMs?: number;
  /** Further options of the URI, as `pbkeylen=32`. */
  readonly more?: string;
  readonly libsrt?: Libsrt;
}

const urlOf = ({ host = '127.0.0.1', port, streamId, passphrase, latencyMs = 120, more }: CallerOptions): string => {
  const secret = passphrase === undefined ? [] : [`passphrase=${passphrase}`];
  const options = ['mode=caller', `streamid=${streamId}`, `latency=${latencyMs}`, ...secret, ...(more ? [more] : [])];
  return `srt://${host}:${port}?${options.join('&')}`;
};

/** Deterministic bytes that differ everywhere, so that a lost, doubled or moved packet shows. */
export const testBytes = (packets: number, packetBytes = 1_316, seed = 1): Buffer => {
  const bytes = Buffer.allocUnsafe(packets * packetBytes);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < bytes.length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state & 0xff;
  }
  return bytes;
};

export class Caller {
  readonly #child: ChildProcess;
  /** Resolves with what it said last, when it was turned away, lost its listener or left. */
  readonly ended: Promise<string>;
  /** Resolves once the listener accepted it; what is sent before that is lost. */
  readonly connected: Promise<void>;
  isOver = false;

  private constructor(program: string, options: CallerOptions, chunkBytes: number) {
    this.#child = spawn(program, ['-a', 'no', `-chunk:${chunkBytes}`, 'file://con', urlOf(options)], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    this.#child.stdin?.on('error', () => {});
    let words = '';
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.connected = promise;
    this.connected.catch(() => {});
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-4_000);
      if (words.includes('SRT target connected')) resolve();
    });
    this.ended = once(this.#child, 'close').then(() => {
      this.isOver = true;
      reject(new Error(`The caller was not let in: ${words}`));
      return words;
    });
  }

  /** Calls once. Whoever starts one ends it with `leave`. */
  static async start(options: CallerOptions, chunkBytes = 1_316): Promise<Caller> {
    return new Caller(await (options.libsrt ?? currentLibsrt).ensureProgram(), options, chunkBytes);
  }

  /** Sends these bytes in packets, one each `everyMs`. Ends early when the connection does. */
  async send(bytes: Buffer, { packetBytes = 1_316, everyMs = 4 } = {}): Promise<void> {
    for (let at = 0; at < bytes.length && !this.isOver; at += packetBytes) {
      this.#child.stdin?.write(bytes.subarray(at, at + packetBytes));
      await sleep(everyMs);
    }
  }

  /** Sends until it is over or `signal` aborts. */
  async sendOn(signal: AbortSignal): Promise<void> {
    const bytes = testBytes(100);
    while (!this.isOver && !signal.aborted) await this.send(bytes.subarray(0, 13_160));
  }

  /** Says goodbye. */
  async leave(): Promise<void> {
    this.#child.kill('SIGINT');
    await this.ended;
  }
}
