/** The edge's metrics. No label names a stream: their number is bounded by the code, not by the users. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ReplySource } from './reply.ts';
import type { EdgeRoute } from './request-path.ts';

/** What a request was for; `other` where its path names nothing. */
export type RequestKind = EdgeRoute['kind'] | 'other';

export interface EdgeMetrics {
  readonly registry: Registry;
  readonly countRequest: (kind: RequestKind, status: number, source: ReplySource) => void;
  readonly countMerged: () => void;
  readonly countBucketRead: () => void;
  /** Seconds until the whole body was here (origin, bucket read) or its headers (bucket stream). */
  readonly observeUpstream: (upstream: 'origin' | 'bucket', outcome: string, seconds: number) => void;
}

/** What the gauges read when they are scraped. */
export interface MetricSources {
  readonly cacheBytes: () => number;
}

const upstreamBuckets = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

const buildCounters = (registers: Registry[]) => ({
  requests: new Counter({
    name: 'kubecast_edge_requests_total',
    help: 'Requests answered, by what was asked for, status and where the body came from',
    labelNames: ['kind', 'status', 'source'],
    registers,
  }),
  merged: new Counter({
    name: 'kubecast_edge_merged_requests_total',
    help: 'Requests that joined one under way',
    registers,
  }),
  bucketReads: new Counter({
    name: 'kubecast_edge_bucket_reads_total',
    help: 'Reads sent to the object store',
    registers,
  }),
});

/** Metrics in a registry of their own, with those of the process. */
export const createEdgeMetrics = ({ cacheBytes }: MetricSources): EdgeMetrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const { requests, merged, bucketReads } = buildCounters(registers);
  const upstream = new Histogram({
    name: 'kubecast_edge_upstream_seconds',
    help: 'Time that an origin or the object store took',
    labelNames: ['upstream', 'outcome'],
    buckets: upstreamBuckets,
    registers,
  });
  new Gauge({
    name: 'kubecast_edge_cache_bytes',
    help: 'Bytes of media kept in memory',
    registers,
    collect() {
      this.set(cacheBytes());
    },
  });
  return {
    registry,
    countRequest: (kind, status, source) => requests.inc({ kind, status, source }),
    countMerged: () => merged.inc(),
    countBucketRead: () => bucketReads.inc(),
    observeUpstream: (name, outcome, seconds) => upstream.observe({ upstream: name, outcome }, seconds),
  };
};
