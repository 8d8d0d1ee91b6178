import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { desiredService } from './desired-service.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';

describe('desiredService', () => {
  it.each([
    ['service-cluster-ip', { type: 'ClusterIP' } as const],
    ['service-node-port', { type: 'NodePort', nodePort: 30_890 } as const],
    [
      'service-load-balancer',
      { type: 'LoadBalancer', annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' } } as const,
    ],
  ])('makes golden/%s.yaml', async (name, service) => {
    const liveStream = liveStreamFixture({ ingest: { srt: { latencyMilliseconds: 120, service } } });
    await expect(stringify(desiredService(liveStream))).toMatchFileSnapshot(`golden/${name}.yaml`);
  });
});
