import { describe, expect, it } from 'vitest';
import { ReportedStatuses } from './reported-statuses.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';

const read = liveStreamFixture();
const heard = {
  ...read,
  metadata: { ...read.metadata, resourceVersion: '1001' },
  status: { podName: 'from-informer' },
};
const status = { podName: 'main-b4r7x' };

describe('ReportedStatuses', () => {
  it('gives the written status as long as the informer has not moved on', () => {
    const reported = new ReportedStatuses();
    expect(reported.latest(read)).toBe(read);
    reported.note(read, status);
    expect(reported.latest(read)).toEqual({ ...read, status });
    expect(reported.latest(heard)).toBe(heard);
    expect(reported.latest(read)).toBe(read);
  });

  it('knows nothing of a LiveStream that is gone', () => {
    const reported = new ReportedStatuses();
    reported.note(read, status);
    reported.forget(read.metadata.uid);
    expect(reported.latest(read)).toBe(read);
  });
});
