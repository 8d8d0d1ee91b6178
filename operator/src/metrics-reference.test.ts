import { metricsPage } from '@kubecast/media/testing/metrics-page';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { addLiveStreamMetrics } from './livestream/live-stream-metrics.ts';
import { addRecordingMetrics } from './recording/recording-metrics.ts';
import { addRetentionMetrics } from './retention/retention-metrics.ts';

const introduction = `# Metrics of the operator

\`GET /metrics\` on port 8080 of the operator's pod, for Prometheus; no token. This page is made from the code: run the tests with
\`--update\` after a change (\`operator/src/metrics-reference.test.ts\`). Beside these there are Node's own (\`process_…\`,
\`nodejs_…\`), and those of any controller under the names that controller-runtime and client-go gave them
(\`controller_runtime_…\`, \`workqueue_…\`, \`rest_client_…\`, \`leader_election_master_status\`).
`;

describe('the metrics of the operator', () => {
  it('are those that the reference names', async () => {
    const registry = new Registry();
    const none = { list: () => [] };
    addLiveStreamMetrics(registry, none);
    addRecordingMetrics(registry, none);
    addRetentionMetrics(registry);
    const page = await metricsPage(introduction, registry);
    await expect(page).toMatchFileSnapshot('../../docs/reference/operator-metrics.md');
  });
});
