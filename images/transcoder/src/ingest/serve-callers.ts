/**
 * The SRT listener's supervisor: one listener a caller, the next one as soon as the last has ended. It never looks into the
 * media; what to do with a caller is `serve`'s.
 *
 * ```
 * Listening ──first byte──► Serving ──serve is done, caller left or fell silent──► Listening
 *     ├── a caller got in and sent no byte within 10 s: it is dropped
 *     ├── nobody is in and the passphrase was replaced: at once again, with the new one
 *     └── ended without a caller (port taken, bad passphrase): again after a second
 * ```
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@kubecast/media/logger';
import { SrtListener } from './srt-listener.ts';
import { type SrtStatistics, StatisticsReader } from './srt-statistics.ts';
import { TransportSource } from './transport-source.ts';

export interface IngestOptions {
  /** UDP. */
  readonly port: number;
  readonly latencyMs: number;
  /** Read again before each listener starts, and while it waits: a rotated passphrase counts from the next caller on. */
  readonly passphraseFile: string;
  /** Written by the listener, a new one for each caller. */
  readonly statisticsFile: string;
  /** Serves one caller; when it resolves, a caller that is still there is dropped. Must not reject. */
  readonly serve: (source: TransportSource) => Promise<void>;
  /** Hears what SRT says of the connection, every few seconds. */
  readonly onStatistics: (statistics: SrtStatistics) => void;
  readonly logger: Logger;
}

const restartDelayMs = 1_000;
const watchIntervalMs = 1_000;
const passphraseIntervalMs = 500;
/** A connection that carries nothing for so long keeps others out: it is dropped. */
const silenceLimitMs = 10_000;

/** What the listener's URI can carry; the operator and the guide ask for letters, digits, `-` and `_`. */
const passphrasePattern = /^[^&#\s]{10,79}$/;

/** The mounted passphrase cannot be used; `message` says what it should be, never what it is. */
export class PassphraseError extends Error {
  readonly code = 'PassphraseInvalid';
}

const readPassphrase = async (path: string): Promise<string> => {
  const passphrase = (await readFile(path, 'utf8')).trim();
  if (passphrasePattern.test(passphrase)) return passphrase;
  throw new PassphraseError(`Reading ${path}: an SRT passphrase has 10 to 79 characters, without spaces, & and #`);
};

const reportStatistics = async (reader: StatisticsReader, options: IngestOptions): Promise<void> => {
  try {
    for (const statistics of await reader.read()) options.onStatistics(statistics);
  } catch (error) {
    options.logger.debug({ err: error }, 'Reading SRT statistics failed, trying again');
  }
};

/** Reports statistics until the caller leaves; drops it when it falls silent. */
const watchCaller = async (source: TransportSource, listener: SrtListener, options: IngestOptions): Promise<void> => {
  const reader = new StatisticsReader(options.statisticsFile);
  const left = new AbortController();
  void source.ended.then(() => left.abort());
  let lastBytes = -1;
  let silentMs = 0;
  while (!left.signal.aborted) {
    await delay(watchIntervalMs, undefined, { signal: left.signal }).catch(() => undefined);
    await reportStatistics(reader, options);
    silentMs = source.bytes === lastBytes ? silentMs + watchIntervalMs : 0;
    lastBytes = source.bytes;
    if (silentMs < silenceLimitMs) continue;
    options.logger.warn({ silentMs }, 'Dropping a caller that sends nothing');
    await listener.end();
  }
};

/** A listener that nobody has called yet. */
interface Waiting {
  readonly source: TransportSource;
  readonly listener: SrtListener;
  readonly passphrase: string;
}

/** Until the first byte nobody reads: a caller that got in and never sends one is dropped here. True: it was. */
const dropMuteCaller = async (source: TransportSource, listener: SrtListener, logger: Logger): Promise<boolean> => {
  const begun = new AbortController();
  void source.begun.then(() => begun.abort());
  await Promise.race([listener.accepted, source.begun]);
  await delay(silenceLimitMs, undefined, { signal: begun.signal }).catch(() => undefined);
  if (begun.signal.aborted) return false;
  logger.warn({ silentMs: silenceLimitMs }, 'Dropping a caller that has sent nothing');
  await listener.end();
  return true;
};

/** One that cannot be read or used replaces nothing. */
const isReplaced = (passphrase: string, path: string): Promise<boolean> =>
  readPassphrase(path).then(
    (current) => current !== passphrase,
    () => false,
  );

/** A listener that still asks for a passphrase which was replaced ends, unless a caller is in. True: it did. */
const dropOldPassphrase = async (
  { listener, source, passphrase }: Waiting,
  { passphraseFile, logger }: IngestOptions,
): Promise<boolean> => {
  const taken = new AbortController();
  const { signal } = taken;
  void Promise.race([listener.accepted, source.begun]).then(() => taken.abort());
  while (!signal.aborted) {
    await delay(passphraseIntervalMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || !(await isReplaced(passphrase, passphraseFile)) || signal.aborted) continue;
    logger.info('Listening anew, the passphrase was replaced');
    await listener.end();
    return true;
  }
  return false;
};

/** Until the first byte. True: the listener was ended meanwhile, and nothing is wrong with it. */
const awaitCaller = async (waiting: Waiting, options: IngestOptions): Promise<boolean> => {
  const { source, listener } = waiting;
  const ended = await Promise.all([
    dropMuteCaller(source, listener, options.logger),
    dropOldPassphrase(waiting, options),
  ]);
  return ended.includes(true);
};

/** From the first byte to the end. */
const serveCaller = async (source: TransportSource, listener: SrtListener, options: IngestOptions): Promise<void> => {
  options.logger.info('Serving a caller');
  await Promise.all([options.serve(source).then(() => listener.end()), watchCaller(source, listener, options)]);
  options.logger.info({ bytes: source.bytes }, 'Leaving a caller');
};

/** Serves one caller, or ends without one. Resolves when the port is free again. */
const serveOne = async (options: IngestOptions, signal: AbortSignal): Promise<void> => {
  const { logger } = options;
  const passphrase = await readPassphrase(options.passphraseFile);
  const listener = new SrtListener({ ...options, passphrase }, logger);
  logger.debug({ port: options.port }, 'Listening for a caller');
  const end = (): void => void listener.end();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  const source = new TransportSource(listener.output);
  const ended = await awaitCaller({ source, listener, passphrase }, options);
  if (await source.begun) await serveCaller(source, listener, options);
  const code = await listener.closed;
  signal.removeEventListener('abort', end);
  if (ended || source.bytes > 0 || code === 0 || signal.aborted) return;
  logger.warn({ code }, 'Listening ended without a caller, trying again');
  await delay(restartDelayMs, undefined, { signal }).catch(() => undefined);
};

/** Serves callers one after the other until `signal` aborts; resolves when the last listener has ended. */
export const serveCallers = async (options: IngestOptions, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    try {
      await serveOne(options, signal);
    } catch (error) {
      options.logger.error({ err: error }, 'Listening failed, trying again');
      await delay(restartDelayMs, undefined, { signal }).catch(() => undefined);
    }
  }
};
