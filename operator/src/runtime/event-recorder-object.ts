import { randomBytes } from 'node:crypto';
import type { Event } from './core-kinds.ts';
import type { EventSeries } from './event-recorder-series.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { formatMicroTime } from './micro-time.ts';

/** Who reports an event. */
export interface EventReporter {
  /** As in `kubecast-operator`. */
  readonly controller: string;
  /** As in the pod's name. */
  readonly instance: string;
}

/** The API server's limits, in bytes. */
const maxNoteBytes = 1_024;
const maxWordBytes = 128;
const maxNameCharacters = 200;

/** A series as an `events.k8s.io/v1` Event with a new name, in its object's namespace. */
export const buildEvent = (series: EventSeries, reporter: EventReporter): Event => {
  const { regarding, type, reason, action, note } = series.first;
  const { name, namespace = 'default' } = regarding.metadata;
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name: `${name.slice(0, maxNameCharacters)}.${randomBytes(8).toString('hex')}`, namespace },
    eventTime: formatMicroTime(series.firstTime),
    type,
    reason: cutBytes(reason, maxWordBytes),
    action: cutBytes(action, maxWordBytes),
    note: cutBytes(note, maxNoteBytes),
    regarding: buildReference(regarding),
    reportingController: reporter.controller,
    reportingInstance: cutBytes(reporter.instance, maxWordBytes),
    ...(series.count > 1 ? { series: buildSeries(series) } : {}),
  };
};

/** The `series` of an Event: how often, and when last. The API server takes counts from 2 on. */
export const buildSeries = ({ count, lastTime }: EventSeries) => ({
  count,
  lastObservedTime: formatMicroTime(lastTime),
});

const buildReference = ({ apiVersion, kind, metadata }: KubernetesObject) => ({
  apiVersion,
  kind,
  name: metadata.name,
  ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
  ...(metadata.uid === undefined ? {} : { uid: metadata.uid }),
});

/** Cuts a text that is too long at a whole character, and shows that it was cut. */
const cutBytes = (text: string, bytes: number): string => {
  if (Buffer.byteLength(text) <= bytes) return text;
  const whole = new TextDecoder('utf-8').decode(Buffer.from(text).subarray(0, bytes - 3), { stream: true });
  return `${whole}…`;
};
