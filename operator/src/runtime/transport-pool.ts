/**
 * Connections to the API server, kept alive and shared. Watches have a pool of their own: each holds a connection for
 * minutes, and must not hold back a request. HTTP/1.1 on purpose: one broken connection then breaks one watch, not all.
 */
import { isDeepStrictEqual } from 'node:util';
import { Pool } from 'undici';
import type { TlsMaterial } from './cluster-access.ts';

/** What a connection is for. */
export type PoolUse = 'request' | 'watch';

const maximumConnections = 32;
const connectTimeoutMs = 10_000;
const keepAliveTimeoutMs = 30_000;

interface PoolPair {
  readonly tls: TlsMaterial;
  readonly pools: Readonly<Record<PoolUse, Pool>>;
}

/** The pools for the current TLS material. When that changes, new requests take new ones, and the old ones end in peace. */
export class TransportPool {
  readonly #origin: string;
  readonly #retired = new Set<Pool>();
  #current: PoolPair | undefined;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The pool to use with this TLS material. */
  poolFor(tls: TlsMaterial, use: PoolUse): Pool {
    if (this.#current === undefined || !isDeepStrictEqual(this.#current.tls, tls)) {
      this.#retire();
      this.#current = { tls, pools: { request: this.#open(tls, maximumConnections), watch: this.#open(tls, null) } };
    }
    return this.#current.pools[use];
  }

  /** Ends every connection, requests under way included. */
  async close(): Promise<void> {
    const pools = [...this.#retired, ...Object.values(this.#current?.pools ?? {})];
    this.#current = undefined;
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #retire(): void {
    for (const pool of Object.values(this.#current?.pools ?? {})) {
      this.#retired.add(pool);
      void pool.close().finally(() => this.#retired.delete(pool));
    }
  }

  #open(tls: TlsMaterial, connections: number | null): Pool {
    return new Pool(this.#origin, {
      connections,
      allowH2: false,
      keepAliveTimeout: keepAliveTimeoutMs,
      // The deadline of the request and the reflector's watchdog do this.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { ...definedOf(tls), timeout: connectTimeoutMs, keepAlive: true, keepAliveInitialDelay: 30_000 },
    });
  }
}

const definedOf = (tls: TlsMaterial): Record<string, string | boolean> =>
  Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
