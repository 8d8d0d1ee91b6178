/** An edge over HTTP with all of its parts, and a world around it to order: one stream, `live/main`, an origin, a bucket. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { EpochEntry } from '@kubecast/media/epoch-log';
import { parseGrantKeys } from '@kubecast/media/grant';
import type { StreamName } from '@kubecast/media/keys';
import { createLogger } from '@kubecast/media/logger';
import { BucketReader, type ReadableStore } from '../bucket-reader.ts';
import { createEdge } from '../edge.ts';
import { createEdgeMetrics } from '../edge-metrics.ts';
import { type FoundBody, LiveSource } from '../live-source.ts';
import { MemoryCache } from '../memory-cache.ts';
import { OriginAbsence } from '../origin-absence.ts';
import { OriginClient } from '../origin-client.ts';
import { OriginSeeker } from '../origin-seeker.ts';
import { RequestMerger } from '../request-merger.ts';
import { type RoutingTable, routingTableOf, type StreamOrigin, type StreamRoute } from '../routing-table.ts';
import { SessionFates } from '../session-fates.ts';

export interface World {
  /** Default: no pod. */
  readonly origin?: StreamOrigin;
  readonly route?: Partial<StreamRoute>;
  /** In the place of a table of that one stream. */
  readonly table?: () => RoutingTable | undefined;
  /** The store behind all buckets. Default: an empty one in memory. */
  readonly store?: ReadableStore;
  /** The last entry of the stream's epoch log. Default: an empty log. */
  readonly lastEpoch?: EpochEntry | undefined;
  readonly cors?: readonly string[];
  /** The clock by which pods are away. */
  readonly monotonicMs?: () => number;
  /** False: the first list of the cluster is still to come. */
  readonly hasSynced?: boolean;
}

export const originKey = 'origin-key';
export const grantKeys = parseGrantKeys('g'.repeat(32));
/** The world's clock stands still. */
export const now = new Date('2026-11-22T12:00:00Z');

/** A store in memory. With a fault, every read fails with it. A range is answered with the first three bytes. */
export const memoryStore = (objects: Readonly<Record<string, string>> = {}, fault?: Error): ReadableStore => ({
  read: async (key) => {
    if (fault) throw fault;
    return objects[key] === undefined ? undefined : Buffer.from(objects[key]);
  },
  get: async (key, options = {}) => {
    const body = objects[key];
    if (body === undefined) return undefined;
    const sent = options.range ? body.slice(0, 3) : body;
    return {
      body: Readable.from([Buffer.from(sent)]),
      size: sent.length,
      contentType: 'video/mp4',
      contentRange: options.range ? `bytes 0-2/${body.length}` : undefined,
      modifiedMs: 0,
      metadata: {},
    };
  },
});

/** An entry of the epoch log that was claimed then. */
export const epochAt = (claimedAt: string, entry: Partial<EpochEntry> = {}): EpochEntry => ({
  epoch: 1,
  session: '20261122-115900-ab12',
  liveStreamUid: 'stream-uid',
  podUid: 'pod',
  recording: true,
  firstSequence: 0,
  claimedAt,
  end: false,
  ...entry,
});

/** A pod at a URL. */
export const at = (url: string): StreamOrigin => ({ kind: 'at', podUid: 'pod', url });

/** Servers and clients of one test, ended by `cleanUp`. */
export class EdgeWorld {
  readonly #cleanups: (() => Promise<unknown>)[] = [];

  readonly cleanUp = async (): Promise<void> => {
    await Promise.all(this.#cleanups.splice(0).map((cleanup) => cleanup()));
  };

  onCleanUp(cleanup: () => Promise<unknown>): void {
    this.#cleanups.push(cleanup);
  }

  /** Listens on a port of its own, or on the one given; says of what it sends what a pod would. Returns the URL. */
  async serve(listener: RequestListener, port = 0, host = '127.0.0.1'): Promise<string> {
    const server = createServer((incoming, response) => {
      response.setHeader('content-type', contentTypeOf(incoming.url ?? ''));
      listener(incoming, response);
    }).listen(port, host);
    await once(server, 'listening');
    this.onCleanUp(() => stop(server));
    return urlOf(server);
  }

  /** An address where nobody listens. */
  async nowhere(): Promise<string> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = urlOf(server);
    await stop(server);
    return url;
  }

  /** Starts the edge; `get` asks it. */
  async start({
    origin = { kind: 'none' },
    route,
    store = memoryStore(),
    lastEpoch,
    cors = [],
    hasSynced = true,
    monotonicMs,
    table,
  }: World) {
    const cache = new MemoryCache(1_000_000);
    const metrics = createEdgeMetrics({ cacheBytes: () => cache.bytes });
    const readLastEpoch = async () => lastEpoch;
    const bucket = new BucketReader({ stores: { 'vod-videos': store }, liveSegments: store, readLastEpoch, metrics });
    const origins = new OriginClient({ originKey: () => originKey, metrics, absence: new OriginAbsence(monotonicMs) });
    this.onCleanUp(() => origins.close());
    const merger = new RequestMerger<FoundBody>(metrics.countMerged);
    const fates = new SessionFates({ bucket, now: () => now });
    const current = { origin };
    const originOf = (name: StreamName) => (table ? table()?.find(name)?.origin : current.origin);
    const seeker = new OriginSeeker({ origins, originOf });
    const live = new LiveSource({ origins: seeker, bucket, cache, merger, fates });
    const one = routingTable({ visibility: 'Public', graceSeconds: 120, origin, ...route });
    const url = await this.serve(
      createEdge({
        routingTable: table ?? (() => (hasSynced ? one : undefined)),
        live,
        bucket,
        grantKeys: () => grantKeys,
        allowedOrigins: new Set(cors),
        metrics,
        logger: createLogger('edge', 'silent'),
        now: () => now,
      }),
    );
    const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });
    /** What the informers hear while a request waits. */
    const moveTo = (next: StreamOrigin): void => {
      current.origin = next;
    };
    return { url, metrics, get, moveTo };
  }
}

const contentTypeOf = (url: string): string => {
  if (url.includes('.m3u8')) return 'application/vnd.apple.mpegurl';
  return url.endsWith('.jpg') ? 'image/jpeg' : 'video/mp4';
};

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const stop = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

const routingTable = (stream: StreamRoute): RoutingTable => routingTableOf(new Map([['live/main', stream]]));
