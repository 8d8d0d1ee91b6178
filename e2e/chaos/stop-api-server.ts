/**
 * Stops the Kubernetes API server of a kind cluster: its static pod's manifest is moved away, and the kubelet ends it. A shell
 * inside the node puts it back even when this process is gone by then. Each run has a file name of its own, so that the shell of an
 * earlier run puts back nothing of this one.
 */
import { randomUUID } from 'node:crypto';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { kubectl } from '../src/stream-credentials.ts';
import { runDocker } from './node-processes.ts';

const manifest = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const awayDirectory = '/etc/kubernetes';
/** Beyond the end of the fault: for the case that nobody else puts it back. */
const spareSeconds = 60;

export interface StoppedApiServer {
  /** Resolves when it answers again. Throws when it was back before: the fault was shorter than it should have been. */
  start(): Promise<void>;
}

/** What kind puts before a cluster's name in the kubeconfig. */
const contextPrefix = 'kind-';

/** The node that the API server runs in, a container of this host: of the kubeconfig's own cluster, for there may be others. */
export const controlPlaneNode = async (): Promise<string> => {
  const context = (await kubectl('config', 'current-context')).trim();
  const labels = ['io.x-k8s.kind.role=control-plane', `io.x-k8s.kind.cluster=${context.slice(contextPrefix.length)}`];
  const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
  const names = await runDocker('ps', '--all', ...filters, '--format', '{{.Names}}');
  const [name] = names.trim().split('\n');
  if (!name)
    throw new Error(`This host runs no kind cluster of the context ${context}: this fault cannot be made here`);
  return name;
};

const isAway = () =>
  kubectl('get', '--raw', '/readyz', '--request-timeout=1s').then(
    () => false,
    () => true,
  );

/** Waits until the API says that it is ready. */
export const waitForApi = async (): Promise<void> => {
  const isBack = async () => (await kubectl('get', '--raw', '/readyz', '--request-timeout=2s')) === 'ok';
  await waitFor('the Kubernetes API answers again', isBack, { timeoutMs: 180_000, intervalMs: 500 });
};

/** Resolves when it does not answer any more. */
export const stopApiServer = async (seconds: number): Promise<StoppedApiServer> => {
  const node = await controlPlaneNode();
  const away = `${awayDirectory}/kube-apiserver.yaml.${randomUUID()}`;
  const putBack = `[ ! -e ${away} ] || mv ${away} ${manifest}`;
  await runDocker('exec', '-d', node, 'bash', '-c', `sleep ${seconds + spareSeconds}; ${putBack}`);
  await runDocker('exec', node, 'mv', manifest, away);
  await waitFor('the Kubernetes API is away', isAway, { timeoutMs: 60_000, intervalMs: 200 });
  return {
    start: async () => {
      const wasAway = await isAway();
      await runDocker('exec', node, 'bash', '-c', putBack);
      await waitForApi();
      if (!wasAway)
        throw new Error('The Kubernetes API answered before the fault was over: who put its manifest back?');
    },
  };
};
