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

/** In the node: prints the pids of the given processes' parents that are containerd's shims. */
const shimScript = `for pid in "$@"; do
  parent=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status") || continue
  grep -qs '^containerd-shim' "/proc/$parent/comm" && echo "$parent"
done | sort -u`;

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

/** Longer than any scenario freezes a pod. */
const guardSeconds = 180;

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** In the node: sends a signal to each of the processes, and prints how many were there. */
const signalScript = `count=0
for pid in "\${@:2}"; do kill "-$1" "$pid" 2>/dev/null && count=$((count + 1)); done
echo "$count"`;

/** Sends a signal to processes of a node; gives how many were there still. */
const send = async (node: string, signal: 'KILL' | 'STOP' | 'CONT', pids: readonly string[]): Promise<number> =>
  Number(await runDocker('exec', node, 'bash', '-c', signalScript, 'send', signal, ...pids));

/** A pod that stands still. */
export interface FrozenPod {
  /** Whether its processes are still there. */
  isThere(): Promise<boolean>;
  /** Lets the processes run again; whoever wants the pod gone still gets no answer. */
  thaw(): Promise<void>;
  /** Lets it be ended, too. */
  release(): Promise<void>;
}

/**
 * Stops a pod's processes of these names as a machine that hangs does: with what would end them for the kubelet, so that they
 * outlive the pod's deletion. `release` must be called; a shell inside the node does it when this process is gone by then.
 */
export const freezePod = async (pod: Pod, ...names: readonly ProcessName[]): Promise<FrozenPod> => {
  const node = nodeOf(pod);
  const pids = (await Promise.all(names.map((name) => findProcesses(pod, name)))).flat();
  const shims = linesOf(await runDocker('exec', node, 'bash', '-c', shimScript, 'shims', ...pids));
  if (shims.length === 0) throw new Error(`Pod ${pod.metadata.name} has no running container in ${node}`);
  const release = async () => void (await send(node, 'CONT', [...pids, ...shims]));
  const guard = `sleep ${guardSeconds}; kill -CONT "$@"`;
  await runDocker('exec', '-d', node, 'bash', '-c', guard, 'guard', ...pids, ...shims);
  await send(node, 'STOP', [...shims, ...pids]);
  return {
    isThere: async () => (await findProcesses(pod, 'node')).some((pid) => pids.includes(pid)),
    thaw: async () => void (await send(node, 'CONT', pids)),
    release,
  };
};

/** Gives what sends a signal to the pod's processes of these names, found already: how long it takes to look does not count. */
export const aimAt = async (pod: Pod, ...names: readonly ProcessName[]) => {
  const found = await Promise.all(names.map((name) => findProcesses(pod, name)));
  const pids = found.flat();
  if (pids.length === 0) throw new Error(`Pod ${pod.metadata.name} has no process ${names.join(' or ')}`);
  return async (signal: 'KILL'): Promise<void> => {
    if ((await send(nodeOf(pod), signal, pids)) === 0)
      throw new Error(`Pod ${pod.metadata.name}: all were gone already`);
  };
};
