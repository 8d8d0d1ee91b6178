/**
 * Hits a recorder at a point of its work, as its own log says it. A shell inside the node waits for the words and sends the signal:
 * a phase of a short recording is over before this host has heard of it.
 */
import type { RecorderPhase } from '@kubecast/media/recorder-config';
import { runDocker } from '../node-processes.ts';
import { controlPlaneNode } from '../stop-api-server.ts';

/** Whom a trap is for, and when it snaps. */
export interface TrapPlan {
  readonly namespace: string;
  readonly recording: string;
  readonly phase: RecorderPhase;
}

/** A trap that is set. */
export interface RecorderTrap {
  /** Resolves when it has snapped; throws when no recorder came by. */
  readonly snapped: Promise<void>;
}

/** No recorder of a chaos run begins later than this after its trap was set. */
const patienceSeconds = 120;

/**
 * `$1` is what the log's directory begins with, `$2` the words, `$3` the signal. The newest recorder's log is read from its start; all
 * processes of its pod but the pod's own get the signal.
 */
const trapScript = `end=$((SECONDS + ${patienceSeconds}))
find_log() { ls -td /var/log/pods/"$1"?????_*/*/0.log 2>/dev/null | head -n 1; }
until log=$(find_log "$1") && [ -n "$log" ]; do
  [ "$SECONDS" -lt "$end" ] || { echo "no recorder came" >&2; exit 1; }
  sleep 0.02
done
pod=\${log%/*/0.log}
uid=\${pod##*_}
grep -qm1 -- "$2" < <(timeout ${patienceSeconds} tail -n +1 -F "$log" 2>/dev/null) || { echo "its log never said $2" >&2; exit 1; }
pids=$(grep -lsE "pod($uid|\${uid//-/_})" /proc/[0-9]*/cgroup | cut -d / -f 3)
count=0
for pid in $pids; do
  case $(tr '\\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null) in /pause*|'') continue ;; esac
  kill "-$3" "$pid" 2>/dev/null && count=$((count + 1))
done
[ "$count" -gt 0 ] || { echo "it was over before the signal came" >&2; exit 1; }`;

const setTrap = async ({ namespace, recording, phase }: TrapPlan, signal: 'KILL' | 'STOP'): Promise<RecorderTrap> => {
  const node = await controlPlaneNode();
  const words = [`${namespace}_${recording}-`, `"phase":"${phase}"`, signal];
  const snapped = runDocker('exec', node, 'bash', '-c', trapScript, 'trap', ...words).then(() => undefined);
  // Heard by whoever awaits it.
  snapped.catch(() => undefined);
  return { snapped };
};

/** Kills the first recorder that says that it is in a phase. */
export const killAt = (plan: TrapPlan): Promise<RecorderTrap> => setTrap(plan, 'KILL');

/** Stops it there, as a machine that hangs does. */
export const freezeAt = (plan: TrapPlan): Promise<RecorderTrap> => setTrap(plan, 'STOP');

const thawScript = `for log in /var/log/pods/"$1"?????_*; do
  uid=\${log##*_}
  for pid in $(grep -lsE "pod($uid|\${uid//-/_})" /proc/[0-9]*/cgroup | cut -d / -f 3); do kill -CONT "$pid" 2>/dev/null; done
done
true`;

/** Lets all recorders of a Recording run again. */
export const thaw = async (namespace: string, recording: string): Promise<void> => {
  await runDocker('exec', await controlPlaneNode(), 'bash', '-c', thawScript, 'thaw', `${namespace}_${recording}-`);
};
