import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { lifetimeFrom } from '../credentials/store-credentials.ts';
import { desiredTranscoderSecret } from './desired-transcoder-secret.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';

const tokens = { originToken: 'origin', stateToken: 'state' };
const lifetime = lifetimeFrom(new Date('2026-11-22T00:00:00Z'), new Date('2026-11-29T00:00:00Z'));

describe('desiredTranscoderSecret', () => {
  it.each([
    ['secret-transcoder-sts', { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: 'token', lifetime }],
    ['secret-transcoder-static', { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: '' }],
  ])('makes golden/%s.yaml', async (name, credentials) => {
    const secret = desiredTranscoderSecret(liveStreamFixture(), { tokens, credentials, source: '0123456789abcdef' });
    await expect(stringify(secret)).toMatchFileSnapshot(`golden/${name}.yaml`);
  });
});
