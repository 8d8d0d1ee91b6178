/**
 * The processes of one pod, found in its node: kind's nodes are containers of this host's docker. A process belongs to a pod by
 * its cgroup, which holds the pod's uid; nothing is ever looked up by its name alone.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Pod } from '@kubecast/runtime/core-kinds';

const run = promisify(execFile);

/** A program of a transcoder pod, or the main process of any. */
export type ProcessName = 'node' | 'ffmpeg' | 'srt-live-transmit';

/** Runs a command on this host. Throws with its own words. */
export const runDocker = async (...words: readonly string[]): Promise<string> => {
  const { stdout } = await run('docker', words);
  return stdout;
};

/** In the node: prints `<pid> <argv[0]>` of each process whose cgroup has the uid, written with `-` or with `_`. */
const listScript = `for d in /proc/[0-9]*; do
  grep -qsE "pod($1|$2)" "$d/cgroup" || continue
  name=$(tr '\\0' '\\n' < "$d/cmdline" 2>/dev/null | head -n 1)
  echo "\${d#/proc/} $name"
done`;

const nodeOf = ({ metadata, spec }: Pod): string => {
  if (spec?.nodeName) return spec.nodeName;
  throw new Error(`Pod ${metadata.name} is on no node`);
};

/** The ids, in the node, of the pod's processes of that name. */
export const findProcesses = async (pod: Pod, name: ProcessName): Promise<readonly string[]> => {
  const uid = pod.metadata.uid ?? '';
  const listed = await runDocker('exec', nodeOf(pod), 'bash', '-c', listScript, 'list', uid, uid.replaceAll('-', '_'));
  return listed
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, program = '']) => program.split('/').at(-1) === name)
    .flatMap(([pid]) => pid ?? []);
};

/** Gives what sends a signal to the pod's processes of these names, found already: how long it takes to look does not count. */
export const aimAt = async (pod: Pod, ...names: readonly ProcessName[]) => {
  const found = await Promise.all(names.map((name) => findProcesses(pod, name)));
  const pids = found.flat();
  if (pids.length === 0) throw new Error(`Pod ${pod.metadata.name} has no process ${names.join(' or ')}`);
  return async (signal: 'KILL' | 'STOP' | 'CONT'): Promise<void> => {
    await runDocker('exec', nodeOf(pod), 'kill', `-${signal}`, ...pids);
  };
};
