/** Cuts a kind node's power and gives it back. */
import { runDocker } from '../node-processes.ts';
import { controlPlaneNode, waitForApi } from '../stop-api-server.ts';
import { wait } from '../wait.ts';

/** When the node went and came back, Unix milliseconds. */
export interface PowerCut {
  /** It ran until then at least, and not after `goneMs`. */
  readonly ranMs: number;
  readonly goneMs: number;
  /** The Kubernetes API answered again. */
  readonly backMs: number;
}

/** Every process in the node is killed at once; it is started again after `downMs`. Resolves when its API answers. */
export const cutPower = async (downMs: number, whileDown: () => Promise<void>): Promise<PowerCut> => {
  const node = await controlPlaneNode();
  const ranMs = Date.now();
  await runDocker('kill', node);
  const goneMs = Date.now();
  try {
    await Promise.all([wait(downMs, new AbortController().signal), whileDown()]);
  } finally {
    await runDocker('start', node);
    await waitForApi();
  }
  return { ranMs, goneMs, backMs: Date.now() };
};
