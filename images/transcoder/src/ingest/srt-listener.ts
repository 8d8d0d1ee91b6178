/**
 * One `srt-live-transmit`'s one life: it listens, decrypts, serves one caller on its standard output, and ends when that
 * caller leaves. A caller with a wrong passphrase never gets in and does not end it. The passphrase is one of its arguments:
 * who may look at the container's processes sees it, and could as well read the file that it comes from.
 *
 * It is not told to be quiet, since nothing else says that a caller got in that sends nothing. The line in which it repeats
 * its URI, passphrase included, goes nowhere.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Logger } from '@kubecast/media/logger';
import { LineLimit } from './line-limit.ts';

export interface ListenerOptions {
  /** UDP. */
  readonly port: number;
  readonly latencyMs: number;
  /** 10 to 79 characters, without `&`, `#` and spaces: the URI that takes it knows no escapes. */
  readonly passphrase: string;
  /** Statistics are appended here, a JSON line each. */
  readonly statisticsFile: string;
}

/** How many packets are between two lines of statistics: half a second at 5 Mbit/s, 10 s at 250 kbit/s. */
const statisticsInterval = 250;

/** Standard output is the media, unbuffered: buffering costs 30 ms. What it says is on standard error. */
export const listenerArguments = ({
  port,
  latencyMs,
  passphrase,
  statisticsFile,
}: ListenerOptions): readonly string[] => [
  ...['-o0', 'srt-live-transmit'],
  // Ends when its caller leaves: the next one reads the passphrase again, and has a stream of its own.
  ...['-a', 'no'],
  ...['-s', String(statisticsInterval)],
  ...['-pf', 'json'],
  ...['-statsout', statisticsFile],
  // The caller chooses the key's length: AES-128, 192 and 256 all get in.
  `srt://:${port}?mode=listener&passphrase=${passphrase}&latency=${latencyMs}`,
  'file://con',
];

/** A process that ignores SIGTERM is killed after so long. */
const killAfterMs = 2_000;

/** `Media path: '<URI>' --> 'file://con'`, the first thing that it says. */
const isSecret = (line: string): boolean => line.includes('passphrase=');
const acceptedLine = 'Accepted SRT source connection';

/** Calls `onAccepted` when a caller got in. */
const followLines = (
  stderr: Readable,
  { passphrase, onAccepted }: { readonly passphrase: string; readonly onAccepted: () => void },
  logger: Logger,
): void => {
  const limit = new LineLimit();
  createInterface({ input: stderr }).on('line', (line) => {
    if (line.includes(acceptedLine)) onAccepted();
    const text = line.replaceAll(passphrase, '***').trim();
    if (text === '' || isSecret(text)) return;
    const admission = limit.admit(Date.now());
    if (admission !== 'drop')
      logger.info({ line: text, last: admission === 'last' }, 'Listening, srt-live-transmit says');
  });
};

export class SrtListener {
  readonly #child: ChildProcess;
  /** The caller's bytes; ends when the caller leaves. */
  readonly output: Readable;
  /** Resolves with the exit code once the process has ended; null after a signal or when it could not be started. */
  readonly closed: Promise<number | null>;
  /** Resolves when a caller got in, whether or not it sends anything; never, when none does. */
  readonly accepted: Promise<void>;

  constructor(options: ListenerOptions, logger: Logger) {
    const child = spawn('stdbuf', listenerArguments(options), { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.output = child.stdout;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.accepted = promise;
    followLines(child.stderr, { passphrase: options.passphrase, onAccepted: resolve }, logger);
    this.closed = once(child, 'close').then(
      () => child.exitCode,
      () => null,
    );
  }

  /** Drops the caller, if there is one, and ends the process. */
  async end(): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), killAfterMs);
    // What nobody reads any more must not keep the process from ending.
    this.output.resume();
    await this.closed;
    clearTimeout(timer);
  }
}
