import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { outcomeOfError, outcomeOfResult } from './controller-outcome.ts';
import { createRuntimeMetrics } from './metrics.ts';
import { StalledError } from './reconcile-error.ts';
import { WorkQueue } from './work-queue.ts';

/** Name and labels with the value, of metrics without buckets. */
const readSamples = async (registry: Registry): Promise<string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line !== '' && !/^#|_bucket|_sum|seconds/.test(line));

describe('createRuntimeMetrics', () => {
  it('names controllers’ and queues’ metrics as controller-runtime does', async () => {
    const metrics = createRuntimeMetrics(new Registry());
    const queue = new WorkQueue({ name: 'pod', observer: metrics.queue('pod') });
    const observer = metrics.controller('pod', 4);
    for (const key of ['a', 'b', 'c']) queue.add(key);
    await queue.get();
    observer.started();
    observer.started();
    observer.started();
    observer.finished(outcomeOfResult(undefined), 0.1);
    observer.finished(outcomeOfError(new StalledError('X', 'x')), 0.1);
    queue.addRateLimited('a');
    metrics.client.observeRequest({ method: 'GET', host: 'api:6443', code: '200', durationSeconds: 0.1 });
    metrics.leads('kubecast-operator', true);

    expect(await readSamples(metrics.registry)).toEqual([
      'leader_election_master_status{name="kubecast-operator"} 1',
      'rest_client_requests_total{code="200",method="GET",host="api:6443"} 1',
      'workqueue_adds_total{name="pod",controller="pod"} 3',
      'workqueue_retries_total{name="pod",controller="pod"} 1',
      'workqueue_depth{name="pod",controller="pod"} 2',
      'controller_runtime_reconcile_total{controller="pod",result="success"} 1',
      'controller_runtime_reconcile_total{controller="pod",result="requeue"} 0',
      'controller_runtime_reconcile_total{controller="pod",result="requeue_after"} 0',
      'controller_runtime_reconcile_total{controller="pod",result="error"} 1',
      'controller_runtime_reconcile_errors_total{controller="pod"} 1',
      'controller_runtime_terminal_reconcile_errors_total{controller="pod"} 1',
      'controller_runtime_active_workers{controller="pod"} 1',
      'controller_runtime_max_concurrent_reconciles{controller="pod"} 4',
    ]);
  });

  it('has every name that dashboards look for', () => {
    const { registry } = createRuntimeMetrics(new Registry());
    const names = registry.getMetricsAsArray().map(({ name }) => name);
    expect(names.filter((name) => !name.startsWith('reflector_')).toSorted()).toEqual([
      'controller_runtime_active_workers',
      'controller_runtime_max_concurrent_reconciles',
      'controller_runtime_reconcile_errors_total',
      'controller_runtime_reconcile_time_seconds',
      'controller_runtime_reconcile_total',
      'controller_runtime_terminal_reconcile_errors_total',
      'leader_election_master_status',
      'rest_client_request_duration_seconds',
      'rest_client_requests_total',
      'workqueue_adds_total',
      'workqueue_depth',
      'workqueue_longest_running_processor_seconds',
      'workqueue_queue_duration_seconds',
      'workqueue_retries_total',
      'workqueue_unfinished_work_seconds',
      'workqueue_work_duration_seconds',
    ]);
  });

  it('measures stuck workers when it is asked', async () => {
    const metrics = createRuntimeMetrics(new Registry());
    const queue = new WorkQueue({ name: 'pod', observer: metrics.queue('pod') });
    queue.add('a');
    await queue.get();
    const read = async (name: string): Promise<number> => {
      const { values = [] } = (await metrics.registry.getSingleMetric(name)?.get()) ?? {};
      return values[0]?.value ?? 0;
    };
    await expect.poll(() => read('workqueue_unfinished_work_seconds')).toBeGreaterThan(0);
    expect(await read('workqueue_longest_running_processor_seconds')).toBeGreaterThan(0);
    queue.done('a');
    expect(await read('workqueue_longest_running_processor_seconds')).toBe(0);
  });
});
