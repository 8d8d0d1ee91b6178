import { metricsPage } from '@kubecast/media/testing/metrics-page';
import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

const introduction = `# Metrics of a transcoder pod

\`GET /metrics\` on port 8080 of each pod, for Prometheus; no token. This page is made from the code: run the tests with
\`--update\` after a change (\`images/transcoder/src/state/metrics-reference.test.ts\`). Beside these there are Node's own
(\`process_…\`, \`nodejs_…\`).

A number of the source is NaN while it is not known, or while no encoder is connected. What the reasons in
\`kubecast_ingest_fault\` mean, and what to set, is in the [guide for streamers](../guide/streamers.md).
`;

describe('createMetrics', () => {
  it('makes the metrics that the reference names', async () => {
    const sample = { spoolBytes: 0, queuedFiles: 0, lagSeconds: 0, windowBytes: 0 };
    const page = await metricsPage(introduction, createMetrics(() => sample).registry);
    await expect(page).toMatchFileSnapshot('../../../../docs/reference/metrics.md');
  });
});
