/** How far a recorder had come when its node went, by what its log says. */
import { runDocker } from '../node-processes.ts';
import { controlPlaneNode } from '../stop-api-server.ts';

/** Prints the last phase of the oldest log of the pods whose directory begins with `$1`. */
const script = `log=$(ls -trd /var/log/pods/"$1"?????_*/*/0.log 2>/dev/null | head -n 1)
[ -n "$log" ] && grep -ho '"phase":"[a-z]*"' "$log" | tail -n 1 | cut -d '"' -f 4
true`;

/** Undefined when its log told none, or there was no recorder yet. */
export const phaseWhenKilled = async (namespace: string, recording: string): Promise<string | undefined> => {
  const node = await controlPlaneNode();
  const phase = await runDocker('exec', node, 'bash', '-c', script, 'phase', `${namespace}_${recording}-`);
  return phase.trim() || undefined;
};
