/**
 * A small operator for tests of the runtime: it keeps a copy, `<name>-copy`, of each ConfigMap with the label `copy` in
 * one namespace, and tells of it by an event.
 */
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { applyObject } from '../apply.ts';
import type { KubernetesClient } from '../client.ts';
import { Controller, type Reconcile } from '../controller.ts';
import { enqueueChanges, ownKeys } from '../controller-source.ts';
import { type ConfigMap, configMaps } from '../core-kinds.ts';
import { createInformer } from '../create-informer.ts';
import { EventRecorder } from '../event-recorder.ts';
import { type KubernetesObject, objectKey, parseObjectKey } from '../kubernetes-object.ts';
import { LeaderElection } from '../leader-election.ts';
import { Manager, type ManagerEnd } from '../manager.ts';
import { createRuntimeMetrics, type RuntimeMetrics } from '../metrics.ts';
import { WorkQueue } from '../work-queue.ts';
import { waitFor } from './wait-for.ts';

/** Where it runs, and what a test adds to a pass. */
export interface CopyOperatorOptions {
  readonly client: KubernetesClient;
  readonly namespace: string;
  /** Awaited at the end of each pass that copied something. */
  readonly afterCopy?: (name: string) => Promise<void>;
}

/** A running operator. */
export interface CopyOperator {
  readonly metrics: RuntimeMetrics;
  readonly ended: Promise<ManagerEnd>;
  readonly stop: () => void;
  /** The status of a path of its health server. */
  readonly fetchStatus: (path: string) => Promise<number>;
}

/** The name of its lease. */
export const copyLease = 'copy-operator';

const fieldManager = 'copy-operator';
const silent = pino({ level: 'silent' });
const reporter = { controller: fieldManager, instance: 'test-1' };

/** Starts it. Stop it, and await its end. */
export const startCopyOperator = (options: CopyOperatorOptions): CopyOperator => {
  const { client, namespace } = options;
  const ports: number[] = [];
  const stop = new AbortController();
  const metrics = createRuntimeMetrics(new Registry());
  const recorder = new EventRecorder({ client, reporter, log: silent });
  const election = new LeaderElection({ client, namespace, name: copyLease, identity: 'test-1', log: silent });
  const { informer, controller } = buildCopying(options, { metrics, recorder });
  const log = pino({ level: 'info' }, { write: (line: string) => void ports.push(...readPort(line)) });
  const manager = new Manager({
    ...{ log, metrics, port: 0, recorder, election },
    informers: [informer],
    controllers: [controller],
  });
  return {
    metrics,
    ended: manager.run(stop.signal),
    stop: () => stop.abort(),
    fetchStatus: async (path) => {
      const port = await waitFor('the health server', () => ports[0]);
      return (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    },
  };
};

interface Reporting {
  readonly metrics: RuntimeMetrics;
  readonly recorder: EventRecorder;
}

const buildCopying = ({ client, namespace, afterCopy }: CopyOperatorOptions, { metrics, recorder }: Reporting) => {
  const informer = createInformer(client, { kind: configMaps, namespaces: [namespace], logger: silent });
  const backoff = { baseMs: 20, capMs: 200 };
  const queue = new WorkQueue({ name: 'copy', observer: metrics.queue('copy'), backoff });
  enqueueChanges(informer, queue, { keysOf: ownKeys });
  enqueueChanges(informer, queue, { keysOf: originalKeys });
  const reconcile: Reconcile = async (key, { signal }) => {
    const original = informer.store.get(parseObjectKey(key));
    if (original?.metadata.labels?.copy === undefined) return undefined;
    const desired = buildCopy(original);
    const live = informer.store.get(desired.metadata);
    const { outcome } = await applyObject(client, configMaps, { desired, live, fieldManager, signal });
    if (outcome === 'unchanged') return undefined;
    recorder.record({ regarding: original, type: 'Normal', reason: 'Copied', action: 'Copy', note: 'It has a copy' });
    await afterCopy?.(original.metadata.name);
    return undefined;
  };
  const observer = metrics.controller('copy', 2);
  return {
    informer,
    controller: new Controller({ name: 'copy', queue, reconcile, log: silent, concurrency: 2, observer }),
  };
};

const buildCopy = ({ metadata, data = {} }: ConfigMap): ConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: `${metadata.name}-copy`, ...(metadata.namespace && { namespace: metadata.namespace }) },
  data,
});

const originalKeys = (object: KubernetesObject): readonly string[] =>
  object.metadata.name.endsWith('-copy') ? [objectKey(object).replace(/-copy$/, '')] : [];

const readPort = (line: string): number[] => {
  const { port }: { port?: number } = JSON.parse(line);
  return port === undefined ? [] : [port];
};
