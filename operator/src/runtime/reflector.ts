/**
 * Keeps a sink equal to what the API server has of one kind, in one namespace or all: list once, then watch from there.
 *
 *          ┌──────────── expired (410) ────────────┐
 *          ▼                                       │
 *        list ──► position ──► watch ──► event ──► position
 *          ▲ failed: backoff     ▲                 │
 *          └─────                └── ended, broken, silent: again from the position
 *
 * The list asks for the most recent state, not for whatever a server has cached (`resourceVersion=0`, as client-go's first
 * list): the latter may be older than what this program saw before it restarted, and a controller would then make a second
 * pod. Since Kubernetes 1.31 such a list is served from the cache too, once that has caught up. A 410 on later pages is
 * handled by `listAll`.
 */
import type { Logger } from 'pino';
import { ApiError, isExpired } from './api-error.ts';
import { Backoff } from './backoff.ts';
import type { ListWatcher, Selection, WatchEvent } from './client.ts';
import { listAll } from './client-list.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { ObjectEvent } from './object-cache.ts';
import type { ReflectorMetrics } from './reflector-metrics.ts';
import type { ReflectorTiming } from './reflector-timing.ts';
import { startWatchdog } from './reflector-watchdog.ts';
import type { ResourceKind } from './resource-kind.ts';
import { laterResourceVersion } from './resource-version.ts';
import { sleep } from './sleep.ts';

/** Where a reflector puts what it sees. Neither may throw. */
export interface ReflectorSink<T> {
  /** The whole contents of the reflector's scope. */
  replace(items: readonly T[]): void;
  apply(event: ObjectEvent<T>): void;
}

export interface ReflectorOptions<T extends KubernetesObject> {
  readonly client: ListWatcher;
  readonly kind: ResourceKind<T>;
  readonly selection: Selection;
  readonly sink: ReflectorSink<T>;
  readonly logger: Logger;
  readonly metrics: ReflectorMetrics;
  readonly timing: ReflectorTiming;
}

/** A watch that ends sooner than this, having said nothing, counts as failed. */
const shortestWatchMs = 1000;
const listTimeoutMs = 60_000;

export class Reflector<T extends KubernetesObject> {
  readonly #options: ReflectorOptions<T>;
  readonly #resource: string;
  readonly #backoff: Backoff;
  /** The resourceVersion up to which the sink is current; undefined: list first. */
  #position: string | undefined;
  #lastActivityMs: number | undefined;

  constructor(options: ReflectorOptions<T>) {
    this.#options = options;
    this.#resource = resourceName(options.kind);
    this.#backoff = new Backoff(options.timing.backoff);
  }

  /** When the API server was last heard of, by `performance.now()`. */
  get lastActivityMs(): number | undefined {
    return this.#lastActivityMs;
  }

  /** Lists and watches until the signal. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const phase = this.#position === undefined ? 'list' : 'watch';
      try {
        await (this.#position === undefined ? this.#list(signal) : this.#watch(this.#position, signal));
      } catch (error) {
        if (!signal.aborted) await this.#recover(error, phase, signal);
      }
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { client, kind, selection, sink, metrics } = this.#options;
    const startMs = performance.now();
    const { items, resourceVersion } = await listAll(client, kind, { ...selection, signal, timeoutMs: listTimeoutMs });
    signal.throwIfAborted();
    sink.replace(items);
    this.#position = resourceVersion;
    this.#lastActivityMs = performance.now();
    metrics.observeList(this.#resource, (this.#lastActivityMs - startMs) / 1000, items.length);
  }

  async #watch(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const { client, kind, selection, metrics, timing } = this.#options;
    const watchdog = startWatchdog(timing.silenceMs, signal);
    const startMs = performance.now();
    const timeoutSeconds = watchSeconds(timing);
    let heard = false;
    metrics.observeWatch(this.#resource);
    try {
      const watch = { ...selection, resourceVersion, timeoutSeconds, signal: watchdog.signal };
      for await (const event of client.watch(kind, watch)) {
        watchdog.touch();
        heard = true;
        this.#take(event);
      }
    } finally {
      watchdog.end();
    }
    if (!heard && performance.now() - startMs < shortestWatchMs) throw new Error('The watch ended at once');
  }

  #take(event: WatchEvent<T>): void {
    this.#lastActivityMs = performance.now();
    this.#backoff.reset();
    if (event.type !== 'BOOKMARK') {
      this.#options.metrics.observeEvent(this.#resource, event.type);
      this.#options.sink.apply(event);
    }
    const seen = event.type === 'BOOKMARK' ? event.resourceVersion : event.object.metadata.resourceVersion;
    if (seen) this.#position = laterResourceVersion(this.#position ?? seen, seen);
  }

  async #recover(error: unknown, phase: 'list' | 'watch', signal: AbortSignal): Promise<void> {
    const { logger, metrics, selection } = this.#options;
    const expired = phase === 'watch' && isExpired(error);
    if (expired) this.#position = undefined;
    const waitMs = this.#waitMs(error, expired);
    metrics.observeFailure(this.#resource, phase, failureReason(error));
    const context = { kind: this.#options.kind.kind, namespace: selection.namespace, waitMs };
    if (expired) logger.info(context, 'Listing again, the watch fell behind the history that the API server keeps');
    else logger.warn({ ...context, err: error }, `Retrying the ${phase}`);
    // An abort ends the sleep, and then the loop.
    await sleep(waitMs, signal).catch(() => {});
  }

  /** The first expiry is no fault of the server: no wait. The server's own `Retry-After` is the least. */
  #waitMs(error: unknown, expired: boolean): number {
    const jitteredMs = this.#backoff.nextMs();
    if (expired && this.#backoff.failures === 1) return 0;
    const retryAfterMs = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    return retryAfterMs + jitteredMs;
  }
}

const resourceName = ({ plural, group }: ResourceKind): string => (group === '' ? plural : `${plural}.${group}`);

const watchSeconds = ({ minimumWatchSeconds, maximumWatchSeconds }: ReflectorTiming): number =>
  Math.round(minimumWatchSeconds + Math.random() * (maximumWatchSeconds - minimumWatchSeconds));

const failureReason = (error: unknown): string => {
  if (error instanceof ApiError) return error.reason || String(error.status);
  return error instanceof Error ? error.name : 'unknown';
};
