/** One ffprobe over bytes in memory: the document that it prints. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** One flag an element. */
export const probeArguments: readonly string[] = [
  ...['-v', 'error'],
  // Hostile input can name no file and no URL.
  ...['-protocol_whitelist', 'pipe'],
  ...['-f', 'mpegts'],
  // All that is given is looked at; the end of the input ends the probe, so limits only cost time.
  ...['-probesize', '8000000'],
  ...['-analyzeduration', '10000000'],
  // Frame rates come from the packet headers (frame-clock.ts).
  ...['-fpsprobesize', '0'],
  ...['-of', 'json'],
  '-show_streams',
  ...['-i', 'pipe:0'],
];

const closed = async (child: ChildProcess): Promise<number | null> => {
  await once(child, 'close');
  return child.exitCode;
};

/** Gives it everything that there is to look at. */
const feed = async (child: ChildProcess, input: Promise<readonly Buffer[]>): Promise<void> => {
  for (const chunk of await input) child.stdin?.write(chunk);
  child.stdin?.end();
};

/**
 * Starts at once, so that the process is up when `input` resolves (which it always must). Undefined when ffprobe found nothing
 * or `signal` aborted. Rejects when it cannot be run.
 */
export const runFfprobe = async (input: Promise<readonly Buffer[]>, signal: AbortSignal): Promise<unknown> => {
  const child = spawn('ffprobe', probeArguments, { stdio: ['pipe', 'pipe', 'ignore'] });
  const kill = (): boolean => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  if (signal.aborted) kill();
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  try {
    const [output, code] = await Promise.all([text(child.stdout), closed(child), feed(child, input)]);
    return code === 0 ? JSON.parse(output) : undefined;
  } finally {
    signal.removeEventListener('abort', kill);
  }
};
