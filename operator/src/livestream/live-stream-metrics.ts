/** How all LiveStreams do, as a metric: computed when it is asked for, from what the informer holds. */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { ObjectStore } from '@kubecast/runtime/informer';
import { Gauge, type Registry } from 'prom-client';

/** Adds `kubecast_live_streams` to `registry`: the number of LiveStreams by condition, status and reason. */
export const addLiveStreamMetrics = (registry: Registry, store: Pick<ObjectStore<LiveStream>, 'list'>): void => {
  new Gauge({
    name: 'kubecast_live_streams',
    help: 'LiveStreams by condition, its status and its reason',
    labelNames: ['type', 'status', 'reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { status: streamStatus } of store.list()) {
        for (const { type, status, reason } of streamStatus?.conditions ?? []) this.inc({ type, status, reason });
      }
    },
  });
};
