import { describe, expect, it } from 'vitest';
import { createEdgeMetrics } from './edge-metrics.ts';

describe('createEdgeMetrics', () => {
  it('asks for the size of the cache when it is asked', async () => {
    let bytes = 7;
    const { registry } = createEdgeMetrics({ cacheBytes: () => bytes });
    expect(await registry.metrics()).toContain('kubecast_edge_cache_bytes 7');
    bytes = 8;
    expect(await registry.metrics()).toContain('kubecast_edge_cache_bytes 8');
  });
});
