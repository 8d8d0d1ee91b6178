/**
 * Events for users (`kubectl describe`). The same thing happening to an object again within ten minutes counts up the
 * `series` of its event instead of making another; an object that has too many different ones loses some.
 *
 * Telling is best effort: `record` never throws and never waits, what cannot be written in a minute is dropped with
 * a line in the log.
 */
import type { Logger } from 'pino';
import { isNamespaceTerminating, isNotFound } from './api-error.ts';
import type { KubernetesClient } from './client.ts';
import { type Event, events } from './core-kinds.ts';
import { buildEvent, buildSeries, type EventReporter } from './event-recorder-object.ts';
import { type EventOccurrence, EventRecorderSeries, type EventSeries } from './event-recorder-series.ts';
import { NetworkError } from './transport-error.ts';

/** How an event recorder works. */
export interface EventRecorderOptions {
  readonly client: KubernetesClient;
  readonly reporter: EventReporter;
  readonly log: Logger;
  /** How long repetitions are gathered before they are written. Default 5 s. */
  readonly gatherMs?: number;
}

const limits = { windowMs: 600_000, capacity: 4_096, burst: 25, refillMs: 60_000 };
const defaultGatherMs = 5_000;
/** With the drain before it, it fits into a pod's default grace period of 30 s. */
const stopTimeoutMs = 3_000;
const requestTimeoutMs = 10_000;
const maxAttempts = 12;

interface Pending {
  attempts: number;
}

/** Tells users what happens to objects. Owns a timer and the requests under way; {@link EventRecorder.stop} ends them. */
export class EventRecorder {
  readonly #options: EventRecorderOptions;
  readonly #series = new EventRecorderSeries(limits);
  /** What must be written, oldest first. */
  readonly #pending = new Map<EventSeries, Pending>();
  /** Events that were written, for counting them up. */
  readonly #written = new WeakMap<EventSeries, Event>();
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #stopped = false;

  constructor(options: EventRecorderOptions) {
    this.#options = options;
  }

  /** Tells that something happened. Returns at once. */
  record(occurrence: EventOccurrence): void {
    if (this.#stopped) return;
    const series = this.#series.record(occurrence, new Date());
    if (series === undefined) {
      this.#options.log.debug({ reason: occurrence.reason }, 'Dropping an event of an object that has too many');
      return;
    }
    if (!this.#pending.has(series)) this.#pending.set(series, { attempts: 0 });
    this.#schedule(series.count === 1 ? 0 : this.#gatherMs);
  }

  /** Writes what is left, for at most 3 s, and takes nothing more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const timeout = setTimeout(() => this.#abort.abort(new Error('No time is left for events')), stopTimeoutMs);
    await this.#writing;
    await this.#writeAll();
    clearTimeout(timeout);
  }

  get #gatherMs(): number {
    return this.#options.gatherMs ?? defaultGatherMs;
  }

  #schedule(delayMs: number): void {
    if (this.#stopped || this.#writing !== undefined) return;
    if (delayMs > 0 && this.#timer !== undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#writing = this.#writeAll().finally(() => {
        this.#writing = undefined;
        if (this.#pending.size > 0) this.#schedule(this.#hasNews() ? 0 : this.#gatherMs);
      });
    }, delayMs);
  }

  /** True when something came in that was never tried. */
  #hasNews(): boolean {
    return [...this.#pending].some(([{ count }, { attempts }]) => count === 1 && attempts === 0);
  }

  /** One round over what is pending; what fails for want of an answer stays for the next. */
  async #writeAll(): Promise<void> {
    for (const [series, pending] of [...this.#pending]) {
      this.#pending.delete(series);
      try {
        await this.#write(series);
      } catch (error) {
        this.#fail(series, { attempts: pending.attempts + 1 }, error);
      }
    }
  }

  async #write(series: EventSeries): Promise<void> {
    const options = { signal: this.#abort.signal, timeoutMs: requestTimeoutMs };
    const event = this.#written.get(series);
    if (event === undefined) {
      const built = buildEvent(series, this.#options.reporter);
      this.#written.set(series, await this.#options.client.create(events, built, options));
    } else {
      const patch = { series: buildSeries(series) };
      await this.#options.client.mergePatch(events, event.metadata, { ...options, patch });
    }
  }

  #fail(series: EventSeries, pending: Pending, error: unknown): void {
    if (error instanceof NetworkError && pending.attempts < maxAttempts && !this.#stopped) {
      this.#pending.set(series, pending);
      return;
    }
    // The event itself expired (after an hour, by default): the next occurrence makes another. In a namespace that is being
    // deleted nobody reads any more.
    this.#series.forget(series);
    if (isNotFound(error) || isNamespaceTerminating(error)) return;
    this.#options.log.warn({ err: error, reason: series.first.reason }, 'Dropping an event that cannot be written');
  }
}
