/**
 * One ffmpeg's one life. It is fed from the source, its rungs are handed out as bytes, and it ends in one of two ways; it is
 * never restarted here. It owns its process: when `signal` aborts, the input is ended, what is inside is encoded, and a
 * process that does not leave by itself is killed. One that hangs is killed too, which counts as a crash.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Logger } from '@kubecast/media/logger';
import type { SourceEnd, TransportSource } from '../ingest/transport-source.ts';
import { buildArguments, firstRungDescriptor } from './build-arguments.ts';
import type { EncoderJob } from './encoder-job.ts';
import { type Measurement, parseMeasurement } from './measurement.ts';
import { ShortLines } from './short-lines.ts';
import { watchTracks } from './watch-tracks.ts';

export interface EncoderOptions {
  readonly job: Omit<EncoderJob, 'startPts'>;
  readonly source: TransportSource;
  /** Called in order for each rung. When it throws, the encoder's output is unusable: the process is ended. */
  readonly onBytes: (rung: number, chunk: Buffer) => void;
  /** Hears what ffmpeg measures, each second; must not throw. */
  readonly onMeasured?: ((measurement: Measurement) => void) | undefined;
  /** True: the source's sound has stopped, and the job goes without. */
  readonly muted: boolean;
  readonly logger: Logger;
}

/** `drained`: everything that was fed has come out; `end` says why no more was fed. */
export type EncoderExit =
  | { readonly kind: 'drained'; readonly end: SourceEnd }
  | { readonly kind: 'crashed'; readonly message: string };

/** From the end of the input, or the last output after it, to the end of the process; measured: 40 ms. */
const drainTimeoutMs = 5_000;
const keptLines = 8;
const watchIntervalMs = 1_000;
/** A part comes every 0.2 to 1 s. */
const stallLimitMs = 5_000;
/** Until the first output: a busy node takes its time to start four encoders. */
const startLimitMs = 15_000;

const spawnEncoder = (job: EncoderJob): ChildProcess =>
  spawn('ffmpeg', buildArguments(job), {
    stdio: ['pipe', 'pipe', 'pipe', ...job.format.renditions.map(() => 'pipe' as const)],
  });

const rungStreams = (
  child: ChildProcess,
  { format }: EncoderOptions['job'],
): readonly (readonly [number, Readable])[] =>
  format.renditions.flatMap((_, rung) => {
    const stream = child.stdio[firstRungDescriptor + rung];
    return stream && 'read' in stream ? [[rung, stream] as const] : [];
  });

/** The last lines of what ffmpeg complains about; hostile media makes it say a lot. */
const keepLastLines = (stderr: Readable, logger: Logger): string[] => {
  const lines: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => {
    logger.debug({ line }, 'Encoding, ffmpeg says');
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
  });
  return lines;
};

/** Always read, heard or not: a pipe that is full would hold the encoder up. */
const readMeasurements = (stdout: Readable, onMeasured: EncoderOptions['onMeasured']): void => {
  const lines = new ShortLines();
  stdout.setEncoding('utf8').on('data', (chunk: string) => {
    for (const line of lines.push(chunk)) {
      const measurement = parseMeasurement(line);
      if (measurement) onMeasured?.(measurement);
    }
  });
};

const readRungs = (child: ChildProcess, { job, onBytes }: EncoderOptions, lines: string[]): void => {
  const take = (rung: number, chunk: Buffer): void => {
    try {
      onBytes(rung, chunk);
    } catch (error) {
      lines.push(String(error));
      child.kill('SIGKILL');
    }
  };
  for (const [rung, stream] of rungStreams(child, job)) stream.on('data', (chunk: Buffer) => take(rung, chunk));
};

/** Resolves with the exit code (null after a signal) once all output has been read; `spawn` errors count as an exit. */
const closed = async (child: ChildProcess): Promise<number | null> => {
  try {
    await once(child, 'close');
  } catch {
    return null;
  }
  return child.exitCode;
};

/**
 * Kills a process that puts out nothing while it is fed: it hangs. Only seconds count in which something arrived or the
 * process took nothing more, so that a caller's silence, and a pause of the whole node, are not held against it.
 */
const watchOutput = (child: ChildProcess, { job, source }: EncoderOptions, lines: string[]): NodeJS.Timeout => {
  let limitMs = startLimitMs;
  let stalledMs = 0;
  let { bytes } = source;
  const noteOutput = (): void => {
    limitMs = stallLimitMs;
    stalledMs = 0;
  };
  for (const [, stream] of rungStreams(child, job)) stream.on('data', noteOutput);
  return setInterval(() => {
    const isFed = source.bytes > bytes || child.stdin?.writableNeedDrain === true;
    bytes = source.bytes;
    if (isFed) stalledMs += watchIntervalMs;
    if (stalledMs < limitMs || child.killed) return;
    lines.push(`Nothing came out for ${stalledMs / 1000} s`);
    child.kill('SIGKILL');
  }, watchIntervalMs);
};

/** Feeds `child` until either side ends, and gives it time to drain after its input ended. */
const feed = async (
  child: ChildProcess,
  source: TransportSource,
  signal: AbortSignal,
): Promise<SourceEnd | undefined> => {
  const { stdin } = child;
  const attachment = stdin ? source.attach(stdin) : undefined;
  if (!attachment) return undefined;
  const detach = (): void => attachment.detach();
  signal.addEventListener('abort', detach, { once: true });
  if (signal.aborted) detach();
  const gone = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  );
  const end = await Promise.race([attachment.ended, gone]);
  signal.removeEventListener('abort', detach);
  if (end === undefined) detach();
  return end;
};

/** Waits for the process to end; kills it when it has put out nothing for {@link drainTimeoutMs}. */
const drain = async (
  child: ChildProcess,
  exit: Promise<number | null>,
  job: EncoderOptions['job'],
): Promise<number | null> => {
  const timer = setTimeout(() => child.kill('SIGKILL'), drainTimeoutMs);
  for (const [, stream] of rungStreams(child, job)) stream.on('data', () => timer.refresh());
  const code = await exit;
  clearTimeout(timer);
  return code;
};

/** The source must have a keyframe ({@link TransportSource.start}). Never rejects. */
export const runEncoder = async (options: EncoderOptions, signal: AbortSignal): Promise<EncoderExit> => {
  const { source, logger } = options;
  const { start } = source;
  if (!start) return { kind: 'drained', end: 'detached' };
  const child = spawnEncoder({ ...options.job, startPts: start.pts });
  // Writing to a process that has died is how its death shows first; its exit says the rest.
  child.stdin?.on('error', () => undefined);
  const lines = child.stderr ? keepLastLines(child.stderr, logger) : [];
  if (child.stdout) readMeasurements(child.stdout, options.onMeasured);
  readRungs(child, options, lines);
  const exit = closed(child);
  const watches = [watchOutput(child, options, lines), watchTracks(source, options.muted)];
  const end = await feed(child, source, signal);
  for (const watch of watches) clearInterval(watch);
  const code = await drain(child, exit, options.job);
  if (end !== undefined && code === 0) return { kind: 'drained', end };
  return { kind: 'crashed', message: `Encoding ended with ${code ?? child.signalCode}: ${lines.join(' | ')}` };
};
