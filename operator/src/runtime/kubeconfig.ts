/**
 * Cluster access by kubeconfig or service account, through `@kubernetes/client-node` (exec plugins, OIDC, client
 * certificates).
 *
 * Renewal: a service account's token is replaced about hourly and its CA now and then, in files. Both are read anew at
 * least every minute (as client-go does); after a 401 everything is loaded anew at once, exec plugins included.
 *
 * Not done: `proxy-url`; it is refused with a message.
 */
import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { type ClusterAccess, type ClusterCredentials, sameCredentials } from './cluster-access.ts';

const maximumAgeMs = 60_000;

/** Where to look. Without a file: `KUBECONFIG`, then the pod's service account, then `~/.kube/config`. */
export interface KubeconfigOptions {
  readonly file?: string | undefined;
  /** Prepended to the service account's paths, for tests. */
  readonly root?: string | undefined;
  /** Milliseconds; default `performance.now`. */
  readonly now?: (() => number) | undefined;
}

/** Finds the cluster. @throws Error when there is none, or it needs what is not supported */
export const loadClusterAccess = ({ file, root, now }: KubeconfigOptions = {}): ClusterAccess =>
  new KubeconfigAccess(() => loadKubeConfig(file, root), now ?? (() => performance.now()));

const loadKubeConfig = (file: string | undefined, root: string | undefined): KubeConfig => {
  const config = new KubeConfig();
  if (file !== undefined) config.loadFromFile(file);
  else if (!process.env.KUBECONFIG && process.env.KUBERNETES_SERVICE_HOST) config.loadFromCluster(root);
  else config.loadFromDefault();
  return config;
};

class KubeconfigAccess implements ClusterAccess {
  readonly server: URL;
  readonly #load: () => KubeConfig;
  readonly #now: () => number;
  #config: KubeConfig;
  #reading: Promise<ClusterCredentials> | undefined;
  #readAtMs = 0;
  #latest: ClusterCredentials | undefined;

  constructor(load: () => KubeConfig, now: () => number) {
    this.#load = load;
    this.#now = now;
    this.#config = load();
    this.server = serverOf(this.#config);
  }

  credentials(rejected?: ClusterCredentials): Promise<ClusterCredentials> {
    // Only the first of several requests that got a 401 with the same credentials renews them.
    if (rejected !== undefined && rejected === this.#latest) {
      this.#config = this.#load();
      this.#reading = undefined;
      this.#latest = undefined;
    }
    if (this.#reading === undefined || this.#now() - this.#readAtMs > maximumAgeMs) this.#startReading();
    return this.#reading ?? this.#read();
  }

  #startReading(): void {
    this.#readAtMs = this.#now();
    const reading = this.#read();
    this.#reading = reading;
    reading.catch(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
  }

  async #read(): Promise<ClusterCredentials> {
    const options: RequestOptions = {};
    try {
      await this.#config.applyToHTTPSOptions(options);
    } catch (cause) {
      throw new Error(`Could not read the credentials for ${this.server.host}: check the kubeconfig`, { cause });
    }
    const credentials = credentialsFrom(options);
    // The same object while nothing changed, so that `rejected` is known again.
    if (this.#latest === undefined || !sameCredentials(this.#latest, credentials)) this.#latest = credentials;
    return this.#latest;
  }
}

const serverOf = (config: KubeConfig): URL => {
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error('The kubeconfig has no current cluster: set KUBECONFIG, or run in a pod');
  if (cluster.proxyUrl) throw new Error(`The kubeconfig's proxy-url of ${cluster.name} is not supported: remove it`);
  return new URL(cluster.server);
};

const credentialsFrom = (options: RequestOptions): ClusterCredentials => ({
  tls: {
    ca: pem(options.ca),
    cert: pem(options.cert),
    key: pem(options.key),
    servername: options.servername,
    rejectUnauthorized: options.rejectUnauthorized,
  },
  headers: {
    ...(options.auth ? { authorization: `Basic ${Buffer.from(options.auth).toString('base64')}` } : {}),
    ...headersFrom(options.headers),
  },
});

const pem = (value: unknown): string | undefined =>
  typeof value === 'string' || Buffer.isBuffer(value) ? value.toString() : undefined;

// Trimmed: token files may end with a newline, which no header may hold.
const headersFrom = (headers: RequestOptions['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value).trim()]));
