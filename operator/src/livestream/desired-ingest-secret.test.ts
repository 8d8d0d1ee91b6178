import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { desiredIngestSecret } from './desired-ingest-secret.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';

describe('desiredIngestSecret', () => {
  it('makes golden/secret-ingest.yaml', async () => {
    const secret = desiredIngestSecret(liveStreamFixture(), { streamId: 'main-id', passphrase: 'a'.repeat(32) });
    await expect(stringify(secret)).toMatchFileSnapshot('golden/secret-ingest.yaml');
  });
});
