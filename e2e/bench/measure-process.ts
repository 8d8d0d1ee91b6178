/** What a program takes: time, CPU, memory and room in a directory, of its process and all of its children. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

export interface MeasuredProgram {
  readonly command: string;
  readonly words: readonly string[];
  /** Where it writes what counts as room. */
  readonly directory: string;
  /** Gets each line of its standard output. */
  readonly onLine?: (line: string) => void;
}

export interface ProcessCost {
  readonly seconds: number;
  readonly processorSeconds: number;
  /** Resident memory of all processes together, at its largest; what the kernel keeps of files does not count. */
  readonly peakMemoryBytes: number;
  /** Of the directory's files, as the file system counts. */
  readonly peakDiskBytes: number;
}

const lookEveryMs = 100;
const blockBytes = 512;

const childrenOf = async (pid: number): Promise<readonly number[]> => {
  const words = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return words.split(' ').filter(Boolean).map(Number);
};

const memoryOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
};

const memoryOfTree = async (pid: number): Promise<number> => {
  const children = await Promise.all((await childrenOf(pid)).map(memoryOfTree));
  return children.reduce((sum, bytes) => sum + bytes, await memoryOf(pid));
};

const sizeOfDirectory = async (directory: string): Promise<number> => {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  const blocks = names.map((name) =>
    lstat(join(directory, name)).then(
      (facts) => facts.blocks,
      () => 0,
    ),
  );
  return (await Promise.all(blocks)).reduce((sum, count) => sum + count, 0) * blockBytes;
};

/** Looks until the signal aborts; gives the largest that it saw. */
const watchPeaks = async (pid: number, directory: string, signal: AbortSignal) => {
  const peaks = { peakMemoryBytes: 0, peakDiskBytes: 0 };
  while (!signal.aborted) {
    const [memory, disk] = await Promise.all([memoryOfTree(pid), sizeOfDirectory(directory)]);
    peaks.peakMemoryBytes = Math.max(peaks.peakMemoryBytes, memory);
    peaks.peakDiskBytes = Math.max(peaks.peakDiskBytes, disk);
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
  return peaks;
};

/** The shell alone counts the CPU of a process that has ended, and of its children; it does so last. */
const script = 'TIMEFORMAT="cpu %U %S"; time "$@"';

/** Runs it to its end. Throws when that is not a good one, with its last words. */
export const measureProcess = async ({
  command,
  words,
  directory,
  onLine = () => undefined,
}: MeasuredProgram): Promise<ProcessCost> => {
  const startedMs = performance.now();
  const child = spawn('bash', ['-c', script, 'bash', command, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-2_000);
  });
  createInterface(child.stdout).on('line', onLine);
  const over = new AbortController();
  const peaks = watchPeaks(child.pid ?? 0, directory, over.signal);
  await once(child, 'close').finally(() => over.abort());
  const seconds = (performance.now() - startedMs) / 1_000;
  if (child.exitCode !== 0) throw new Error(`${command} ended with ${child.exitCode}: ${said}`);
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(said) ?? [];
  return { seconds, processorSeconds: Number(user) + Number(system), ...(await peaks) };
};
