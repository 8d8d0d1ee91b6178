import { sessionRecordingName } from '@kubecast/media/recording-keys';
import { isNotFound } from '@kubecast/runtime/api-error';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorderSettingsFixture } from './testing/recording-fixture.ts';
import { RecordingTestBed } from './testing/recording-test-bed.ts';

const sessions = { old: '20261122-180500-a1b2', older: '20261122-170500-a1b2', oldest: '20261122-160500-a1b2' };

let bed: RecordingTestBed;

beforeAll(async () => {
  bed = await RecordingTestBed.open('turns');
  const resources = { requests: { cpu: '100000' } };
  await bed.startOperator({ settings: { ...recorderSettingsFixture, resources, maxRecorders: 1 } });
});

afterAll(() => bed.close());

const begin = async (session: string): Promise<string> => {
  const name = sessionRecordingName('busy', session);
  await bed.leaveSession('busy', session, { ended: true });
  await bed.apply(name, { source: { liveStream: 'busy', session } });
  return name;
};

describe('ensureTurn', () => {
  it('has no more recorders work at once than allowed, the oldest session first', async () => {
    const old = await begin(sessions.old);
    const pod = await bed.recorderPod(old);
    const older = await begin(sessions.older);
    await waitFor('it waits', async () => {
      const { message } = await bed.waitForReason(older, 'Ready', 'Pending');
      return message.startsWith('One recording is before it');
    });
    await expect(bed.job(older)).rejects.toSatisfy(isNotFound);
    const oldest = await begin(sessions.oldest);
    await bed.waitForReason(oldest, 'Ready', 'Pending');
    await bed.leaveResult(await bed.get(old));
    await bed.end(pod, 0, { outcome: 'complete' });
    await bed.recorderPod(oldest);
    await expect(bed.job(older)).rejects.toSatisfy(isNotFound);
  });
});
