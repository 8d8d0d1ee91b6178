/** One life of a program such as ffmpeg: its input fed, its output whole, its end a typed one. It never outlives the signal. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export interface ToolOptions {
  readonly signal: AbortSignal;
  /** What its standard input is given; it may stop reading early. */
  readonly input?: AsyncIterable<Buffer>;
}

/** The program ended with an error, or could not be started; `message` has the end of what it said. */
export class ToolError extends Error {
  readonly code = 'ToolFailed';
  /** Undefined when it was killed or did not start: that says nothing of its input. */
  readonly exitCode: number | undefined;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: number | undefined } = {}) {
    super(message, options);
    this.exitCode = options.exitCode;
  }
}

/** The program met a full disk. */
export class DiskFullError extends Error {
  readonly code = 'ENOSPC';
}

const keptCharacters = 1000;

const lastWords = async (child: ChildProcess): Promise<string> => {
  let words = '';
  for await (const chunk of child.stderr ?? []) words = (words + String(chunk)).slice(-keptCharacters);
  return words.trim();
};

const feed = async (child: ChildProcess, input: ToolOptions['input']): Promise<void> => {
  if (!child.stdin) return;
  // A program that has what it needs closes its end: its exit code says how that was.
  const ignoreClosed = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  };
  await pipeline(Readable.from(input ?? []), child.stdin).catch(ignoreClosed);
};

const started = async (child: ChildProcess, program: string): Promise<void> => {
  await once(child, 'spawn').catch((cause: unknown) => {
    throw new ToolError(`Could not start ${program}`, { cause });
  });
};

const run = async (child: ChildProcess, program: string, input: ToolOptions['input']): Promise<Buffer> => {
  const closed = once(child, 'close');
  const [output, words] = await Promise.all([
    child.stdout ? buffer(child.stdout) : Buffer.alloc(0),
    lastWords(child),
    closed,
    feed(child, input),
  ]);
  if (child.exitCode === 0) return output;
  if (words.includes('No space left on device')) throw new DiskFullError(`Could not run ${program}: the disk is full`);
  const { exitCode, signalCode } = child;
  throw new ToolError(`${program} ended with ${exitCode ?? signalCode}: ${words}`, { exitCode: exitCode ?? undefined });
};

/**
 * Runs a program and gives what it wrote to standard output.
 *
 * @throws ToolError, {@link DiskFullError}, what `input` throws, or the signal's reason
 */
export const runTool = async (program: string, args: readonly string[], options: ToolOptions): Promise<Buffer> => {
  const { signal, input } = options;
  signal.throwIfAborted();
  const child = spawn(program, args, { stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'] });
  const kill = (): boolean => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    await started(child, program);
    return await run(child, program, input);
  } catch (error) {
    kill();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', kill);
  }
};
