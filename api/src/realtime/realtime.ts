/**
 * Realtime, the whole of a replica: sockets, topics, audience, the numbers of sources. Made once a process; `run` keeps it going
 * until the signal and then ends the sockets. Without the database or Kubernetes sockets stay, and catch up afterwards.
 */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@kubecast/media/logger';
import { type Life, runTogether } from '@kubecast/media/run-together';
import type { Registry } from 'prom-client';
import type { AccessTokens } from '../auth/access-tokens.ts';
import type { Databases } from '../database/databases.ts';
import { Audience } from './audience.ts';
import { hurryViewers, recountAudience, saveHeartbeats } from './audience-repository.ts';
import { Connections } from './connections.ts';
import { IngestFeed } from './ingest-feed.ts';
import { defaultLimits, type RealtimeLimits } from './realtime-limits.ts';
import { createRealtimeMetrics } from './realtime-metrics.ts';
import { readPublicLive, readStreams } from './realtime-repository.ts';
import { type RecurringTask, runEvery } from './run-every.ts';
import { StreamHub } from './stream-hub.ts';
import { StreamListener } from './stream-listener.ts';
import type { StreamPods } from './stream-pods.ts';

export interface RealtimeParts {
  readonly databases: Pick<Databases, 'streams'>;
  readonly keys: () => { readonly accessTokenKeys: readonly [string, ...string[]] };
  readonly accessTokens: Pick<AccessTokens, 'verify'>;
  /** Where pods are; absent: no source has numbers. */
  readonly pods?: StreamPods;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly limits?: Partial<RealtimeLimits>;
}

/** What the routes use, and who runs it. */
export interface Realtime {
  readonly limits: RealtimeLimits;
  readonly connections: Pick<Connections, 'refusal' | 'accept' | 'check' | 'close'>;
  readonly audience: Pick<Audience, 'beat' | 'leave'>;
  /** Until the signal; then sockets are closed, over a few seconds. */
  readonly run: Life;
}

const flushEveryMs = 1_000;
const recountEveryMs = 1_000;
const askPodsEveryMs = 1_000;
const pushCountsEveryMs = 2_000;

const aborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort');
};

const nowMs = (): number => performance.now();

const buildListener = ({ databases, logger }: RealtimeParts, hub: StreamHub): StreamListener =>
  new StreamListener({
    connection: databases.streams.options,
    onNotice: (notice) => hub.notice(notice),
    onListening: () => hub.catchUp(),
    logger,
  });

const buildAudience = ({ databases, keys }: RealtimeParts, limits: RealtimeLimits): Audience =>
  new Audience({
    save: (beats) => saveHeartbeats(databases.streams, beats, limits.viewerSeconds),
    hurry: (viewers) => hurryViewers(databases.streams, viewers, limits.leavingSeconds),
    secret: () => keys().accessTokenKeys[0],
    limits,
    nowMs,
  });

/** Everything goes on until the last socket was closed. */
const runUntilDrained = async (
  signal: AbortSignal,
  connections: Connections,
  limits: RealtimeLimits,
  lives: readonly Life[],
): Promise<void> => {
  const drained = new AbortController();
  const drain: Life = async (failed) => {
    await aborted(AbortSignal.any([signal, failed]));
    await delay(limits.drainAfterMs);
    await connections.drain(limits.drainSpreadMs);
    await connections.close();
    drained.abort();
  };
  await runTogether(drained.signal, [drain, ...lives]);
};

/** Nothing runs and nothing is connected yet. */
export const createRealtime = (parts: RealtimeParts): Realtime => {
  const { databases, accessTokens, logger, now, pods, registry } = parts;
  const limits = { ...defaultLimits, ...parts.limits };
  const hub = new StreamHub({
    read: (ids) => readStreams(databases.streams, ids),
    readPublicLive: () => readPublicLive(databases.streams),
    logger,
  });
  const { topics } = hub;
  const listener = buildListener(parts, hub);
  const audience = buildAudience(parts, limits);
  let counted = 0;
  const metrics = createRealtimeMetrics(registry, () => ({
    sockets: connections.size,
    subscriptions: topics.counts(),
    isListening: listener.isListening(),
    viewers: counted,
  }));
  const verifyAccessToken = accessTokens.verify;
  const connections = new Connections({ hub, audience, verifyAccessToken, limits, now, metrics, logger, nowMs });
  const feed = new IngestFeed({ topics, urlOf: (id) => pods?.urlOf(id), now, logger });
  const recount = async (): Promise<void> => {
    counted = (await listener.mayCount()) ? await recountAudience(databases.streams, limits.viewersPerNetwork) : 0;
  };
  const tasks: readonly RecurringTask[] = [
    { everyMs: flushEveryMs, what: 'Writing heartbeats', act: () => audience.flush() },
    { everyMs: recountEveryMs, what: 'Counting viewers', act: recount },
    { everyMs: pushCountsEveryMs, what: 'Telling how many watch', act: () => topics.pushCounts() },
    { everyMs: askPodsEveryMs, what: 'Asking pods for numbers', act: (signal) => feed.tick(signal) },
    { everyMs: limits.pingEveryMs, what: 'Looking after sockets', act: () => connections.check() },
  ];
  const lives: readonly Life[] = [
    (signal) => listener.run(signal),
    ...(pods ? [pods.run] : []),
    ...tasks.map((task) => runEvery(task, logger)),
  ];
  const run: Life = (signal) => runUntilDrained(signal, connections, limits, lives).finally(() => hub.end());
  return { limits, connections, audience, run };
};
