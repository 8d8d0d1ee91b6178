import type { Job } from '@kubecast/runtime/core-kinds';
import { describe, expect, it } from 'vitest';
import { secondJob } from './two-recorders.ts';

describe('secondJob', () => {
  it('is the same work under another name, owned by nobody', () => {
    const template = { spec: { containers: [{ name: 'recorder', image: 'kubecast.dev/recorder:1' }] } };
    const labels = { 'kubecast.dev/recording': 'a' };
    const job: Job = {
      ...{ apiVersion: 'batch/v1', kind: 'Job' },
      metadata: { name: 'a', namespace: 'live', uid: '1', resourceVersion: '7', labels },
      spec: {
        ...{ backoffLimit: 3, selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': '1' } } },
        template: { ...template, metadata: { labels: { ...labels, 'job-name': 'a', 'controller-uid': '1' } } },
      },
    };
    expect(secondJob(job, 'a-again')).toEqual({
      ...{ apiVersion: 'batch/v1', kind: 'Job' },
      metadata: { name: 'a-again', namespace: 'live', labels },
      spec: { backoffLimit: 3, template: { ...template, metadata: { labels } } },
    });
  });
});
