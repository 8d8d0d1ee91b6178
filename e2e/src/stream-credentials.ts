/** Reads from the cluster what a streamer gets told: where to publish a LiveStream, and its secret. */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { SrtTarget } from './srt-publisher.ts';

const run = promisify(execFile);

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kubecast');

/** The kubeconfig of `make up`, unless `KUBECONFIG` names another. */
export const kubeconfigPath = process.env.KUBECONFIG || join(cache, 'kubeconfig');

/** What kubectl is run with: our kubeconfig, and the tools that `make tools` built. */
export const kubectlEnvironment = {
  ...process.env,
  KUBECONFIG: kubeconfigPath,
  PATH: `${join(cache, 'bin')}:${process.env.PATH}`,
};

/** Runs kubectl and gives its standard output. Throws with kubectl's own words. */
export const kubectl = async (...words: readonly string[]): Promise<string> => {
  const { stdout } = await run('kubectl', words, { env: kubectlEnvironment, maxBuffer: 64 << 20 });
  return stdout;
};

const condition = z.object({ type: z.string(), status: z.string(), reason: z.string(), message: z.string() });
const liveStream = z.object({
  spec: z.object({
    ingest: z
      .object({ srt: z.object({ credentialsSecretRef: z.object({ name: z.string() }).optional() }).optional() })
      .optional(),
  }),
  status: z
    .object({
      conditions: z.array(condition).default([]),
      ingest: z.object({ host: z.string(), port: z.number() }).optional(),
    })
    .default({ conditions: [] }),
});
const secret = z.object({ data: z.object({ streamId: z.base64(), passphrase: z.base64() }) });

const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

/**
 * The endpoint and credentials of a LiveStream that takes an encoder now. Throws an Error that says what the stream is
 * waiting for when it does not.
 */
export const readStreamTarget = async (namespace: string, name: string): Promise<SrtTarget> => {
  const stream = liveStream.parse(JSON.parse(await kubectl('get', 'livestream', name, '-n', namespace, '-o', 'json')));
  const ready = stream.status.conditions.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'True' || !stream.status.ingest) {
    const why = ready ? `${ready.reason}: ${ready.message}` : 'the operator has not seen it yet';
    throw new Error(`LiveStream ${namespace}/${name} takes no encoder yet (${why})`);
  }
  const secretName = stream.spec.ingest?.srt?.credentialsSecretRef?.name ?? `${name}-ingest`;
  const { data } = secret.parse(JSON.parse(await kubectl('get', 'secret', secretName, '-n', namespace, '-o', 'json')));
  const { host, port } = stream.status.ingest;
  return { host, port, streamId: decoded(data.streamId), passphrase: decoded(data.passphrase) };
};
