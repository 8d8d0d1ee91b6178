import { metricsPage } from '@kubecast/media/testing/metrics-page';
import { describe, expect, it } from 'vitest';
import { createRecorderMetrics } from './recorder-metrics.ts';

const introduction = `# Metrics of a recorder

\`GET /metrics\` on port 8080 of a recorder's pod while it works, for Prometheus; no token. This page is made from the code: run the
tests with \`--update\` after a change (\`images/recorder/src/recorder-metrics.test.ts\`). Beside these there are Node's own
(\`process_…\`, \`nodejs_…\`).
`;

const current = { phase: 'uploading', percent: 25, message: 'Uploading' } as const;

describe('createRecorderMetrics', () => {
  it('makes the metrics that the reference names', async () => {
    const page = await metricsPage(introduction, createRecorderMetrics({ current }).registry);
    await expect(page).toMatchFileSnapshot('../../../docs/reference/recorder-metrics.md');
  });

  it('tells the phase, how much of it is done, and what was counted', async () => {
    const metrics = createRecorderMetrics({ current });
    metrics.countStoreFault();
    metrics.countUploadedBytes(7);
    const text = await metrics.registry.metrics();
    expect(text).toContain('kubecast_recorder_phase{phase="uploading"} 1\n');
    expect(text).toContain('kubecast_recorder_phase{phase="waiting"} 0\n');
    expect(text).toContain('kubecast_recorder_phase_ratio 0.25\n');
    expect(text).toContain('kubecast_recorder_store_faults_total 1\n');
    expect(text).toContain('kubecast_recorder_uploaded_bytes_total 7\n');
  });
});
