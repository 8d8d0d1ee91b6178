import { describe, expect, it } from 'vitest';
import { ReportedStatuses } from './reported-statuses.ts';

const read = {
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: 'main', uid: 'main-uid', resourceVersion: '1000' },
  status: { podName: 'before' },
};
const heard = {
  ...read,
  metadata: { ...read.metadata, resourceVersion: '1001' },
  status: { podName: 'from-informer' },
};
const status = { podName: 'main-b4r7x' };

describe('ReportedStatuses', () => {
  it('gives the written status as long as the informer has not moved on', () => {
    const reported = new ReportedStatuses<typeof read>();
    expect(reported.latest(read)).toBe(read);
    reported.note(read, status);
    expect(reported.latest(read)).toEqual({ ...read, status });
    expect(reported.latest(heard)).toBe(heard);
    expect(reported.latest(read)).toBe(read);
  });

  it('knows nothing of an object that is gone', () => {
    const reported = new ReportedStatuses<typeof read>();
    reported.note(read, status);
    reported.forget(read.metadata.uid);
    expect(reported.latest(read)).toBe(read);
  });
});
