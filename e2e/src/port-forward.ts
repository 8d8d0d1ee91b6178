/** A local TCP port that leads to a pod or a Service, by kubectl. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { kubectlEnvironment } from './stream-credentials.ts';

export interface PortForward {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** `resource` as kubectl takes it: `pod/a`, `service/b`. Resolves when the port listens. */
export const forwardPort = async (namespace: string, resource: string, port: number): Promise<PortForward> => {
  const child = spawn('kubectl', ['port-forward', '--namespace', namespace, resource, `:${port}`], {
    env: kubectlEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  let words = '';
  const localPort = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      words += chunk.toString('utf8');
      const match = /Forwarding from 127\.0\.0\.1:(\d+)/.exec(words);
      if (match?.[1]) resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`Could not forward a port to ${namespace}/${resource}: ${words}`)));
  });
  return {
    url: `http://127.0.0.1:${localPort}`,
    stop: async () => {
      child.kill();
      await closed;
    },
  };
};
