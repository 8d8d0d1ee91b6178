import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-logs-'));
  await mkdir(join(directory, 'kubecast/bin'), { recursive: true });
});
afterEach(() => rm(directory, { recursive: true }));

/** Knows the stream's pods as `watched` says, tells what it was asked for, and then watches on. */
const writeKubectl = (watched: readonly string[]) => {
  const lines = watched.map((line) => `'${line}'`).join(' ');
  const script = `#!/bin/sh
case "$*" in
  *"get namespace"*) exit 0 ;;
  *"get pods"*livestream=main*) echo "$$" >> "${directory}/watches"; printf '%s\\n' ${lines}; exec sleep 300 ;;
  *"get pods"*) echo "$$" >> "${directory}/watches"; exec sleep 300 ;;
  *logs*) for word; do :; done; echo "$word" >> "${directory}/followed" ;;
esac
`;
  return writeFile(join(directory, 'kubecast/bin/kubectl'), script, { mode: 0o755 });
};

const linesOf = async (name: string): Promise<readonly string[]> => {
  const text = await readFile(join(directory, name), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
};

const startLogs = (): ChildProcess =>
  spawn(join(import.meta.dirname, 'logs.sh'), {
    env: { ...process.env, XDG_CACHE_HOME: directory, STREAM: 'main' },
    stdio: 'ignore',
  });

const isRunning = (pid: string): boolean => {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
};

describe('logs.sh', () => {
  it('follows a container once it runs, and again when it was started again', async () => {
    await writeKubectl(['a Pending ', 'a Running 0', 'a Running 0', 'a Running 1', 'b Succeeded 0']);
    const child = startLogs();
    const exited = once(child, 'exit');
    await expect.poll(async () => [...(await linesOf('followed'))].sort()).toEqual(['pod/a', 'pod/a', 'pod/b']);
    child.kill('SIGTERM');
    await exited;
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing running when %s ends it', async (signal) => {
    await writeKubectl([]);
    const child = startLogs();
    const exited = once(child, 'exit');
    await expect.poll(async () => (await linesOf('watches')).length).toBe(2);
    child.kill(signal);
    await exited;
    const watches = await linesOf('watches');
    await expect.poll(() => watches.filter(isRunning)).toEqual([]);
  });
});
