/** Where the API server is and how to be let in. Credentials change while a program runs, so they are asked for anew. */

/** TLS material, PEM. */
export interface TlsMaterial {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly servername?: string | undefined;
  /** False only where the kubeconfig says so. */
  readonly rejectUnauthorized?: boolean | undefined;
}

/** What a connection and a request need, at one moment. */
export interface ClusterCredentials {
  readonly tls: TlsMaterial;
  /** `authorization` and impersonation. Never to be logged. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface ClusterAccess {
  /** With a path where the API lies below one. */
  readonly server: URL;
  /** The current credentials. Pass those that the server rejected (401) to have them renewed. */
  credentials(rejected?: ClusterCredentials): Promise<ClusterCredentials>;
}

/** True when nothing changed from one to the other. */
export const sameCredentials = (a: ClusterCredentials, b: ClusterCredentials): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** A server that asks for no credentials: `kubectl proxy`, or a proxy of the tests. */
export const openAccess = (server: URL): ClusterAccess => ({
  server,
  credentials: () => Promise.resolve({ tls: {}, headers: {} }),
});
