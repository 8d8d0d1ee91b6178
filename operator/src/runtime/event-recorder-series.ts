/** Which occurrences of an event are one series, and which are too many: a bounded table, no I/O. */
import type { KubernetesObject } from './kubernetes-object.ts';

/** Something that happened to an object, for its users. */
export interface EventOccurrence {
  readonly regarding: KubernetesObject;
  readonly type: 'Normal' | 'Warning';
  /** CamelCase, at most 128 characters. */
  readonly reason: string;
  /** What was done or tried, CamelCase: as in `CreatePod`. */
  readonly action: string;
  /** For people; cut at 1,024 bytes. */
  readonly note: string;
}

/** Occurrences that are told as one event. */
export interface EventSeries {
  readonly first: EventOccurrence;
  /** When the first occurred, by the wall clock. */
  readonly firstTime: Date;
  count: number;
  lastTime: Date;
}

/** Bounds of the table. */
export interface EventSeriesLimits {
  /** A pause of so long ends a series. */
  readonly windowMs: number;
  /** Series, and objects, that are remembered. */
  readonly capacity: number;
  /** New events an object may have at once … */
  readonly burst: number;
  /** … and one more after each so long. */
  readonly refillMs: number;
}

interface Allowance {
  tokens: number;
  sinceMs: number;
}

/** Sorts occurrences into series. */
export class EventRecorderSeries {
  readonly #limits: EventSeriesLimits;
  /** By what makes occurrences the same; the one that was used last is last. */
  readonly #series = new Map<string, EventSeries>();
  readonly #allowances = new Map<string, Allowance>();

  constructor(limits: EventSeriesLimits) {
    this.#limits = limits;
  }

  /** The series that the occurrence is part of, counted; undefined when its object has had too many events. */
  record(occurrence: EventOccurrence, now: Date): EventSeries | undefined {
    const key = keyOf(occurrence);
    const known = this.#series.get(key);
    const series = known !== undefined && this.#isOpen(known, now) ? bump(known, now) : this.#start(occurrence, now);
    if (series !== undefined) touch(this.#series, key, series, this.#limits.capacity);
    return series;
  }

  /** The next occurrence starts a new series. */
  forget({ first }: EventSeries): void {
    this.#series.delete(keyOf(first));
  }

  #isOpen(series: EventSeries, now: Date): boolean {
    return now.getTime() - series.lastTime.getTime() < this.#limits.windowMs;
  }

  #start(first: EventOccurrence, now: Date): EventSeries | undefined {
    if (!this.#allow(objectIdentity(first.regarding), now.getTime())) return undefined;
    return { first, firstTime: now, count: 1, lastTime: now };
  }

  /** A token bucket an object. */
  #allow(object: string, nowMs: number): boolean {
    const { burst, refillMs, capacity } = this.#limits;
    const { tokens, sinceMs } = this.#allowances.get(object) ?? { tokens: burst, sinceMs: nowMs };
    const available = Math.min(burst, tokens + (nowMs - sinceMs) / refillMs);
    const allowed = available >= 1;
    touch(this.#allowances, object, { tokens: allowed ? available - 1 : available, sinceMs: nowMs }, capacity);
    return allowed;
  }
}

const objectIdentity = ({ kind, metadata }: KubernetesObject): string =>
  metadata.uid ?? JSON.stringify([kind, metadata.namespace, metadata.name]);

const keyOf = ({ regarding, type, reason, action, note }: EventOccurrence): string =>
  JSON.stringify([objectIdentity(regarding), type, reason, action, note]);

const bump = (series: EventSeries, now: Date): EventSeries => {
  series.count += 1;
  series.lastTime = now;
  return series;
};

/** Sets an entry as the one that was used last, and drops the one that was not used for longest when there are too many. */
const touch = <T>(table: Map<string, T>, key: string, value: T, capacity: number): void => {
  table.delete(key);
  table.set(key, value);
  const [oldest] = table.keys();
  if (table.size > capacity && oldest !== undefined) table.delete(oldest);
};
