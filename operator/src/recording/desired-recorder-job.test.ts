import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { desiredRecorderJob } from './desired-recorder-job.ts';
import { desiredRecorderSecret } from './desired-recorder-secret.ts';
import { clipFixture, recorderSettingsFixture, recordingFixture } from './testing/recording-fixture.ts';

describe('desiredRecorderJob', () => {
  it.each([
    ['job-session', recordingFixture({ rendition: '720p' })],
    ['job-clip', clipFixture()],
  ])('makes golden/%s.yaml', async (name, recording) => {
    const job = desiredRecorderJob(recording, recorderSettingsFixture, {
      workMebibytes: 320,
      attempt: 2,
      silentJobs: 1,
    });
    await expect(stringify(job)).toMatchFileSnapshot(`golden/${name}.yaml`);
  });
});

describe('desiredRecorderSecret', () => {
  it('makes golden/secret-recorder.yaml', async () => {
    const secret = desiredRecorderSecret(recordingFixture(), {
      progressToken: 'token',
      credentials: {
        accessKeyId: 'id',
        secretAccessKey: 'key',
        sessionToken: 'session',
        lifetime: { expiresAt: new Date('2026-11-29T18:00:00Z'), renewAt: new Date('2026-11-26T06:00:00Z') },
      },
      source: 'source',
      issuedAt: new Date('2026-11-22T18:00:00Z'),
    });
    await expect(stringify(secret)).toMatchFileSnapshot('golden/secret-recorder.yaml');
  });
});
