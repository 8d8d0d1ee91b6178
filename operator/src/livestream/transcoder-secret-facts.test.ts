import { annotations } from '@kubecast/crds/names';
import type { Secret } from '@kubecast/runtime/core-kinds';
import { describe, expect, it } from 'vitest';
import { lifetimeFrom } from '../credentials/store-credentials.ts';
import { desiredTranscoderSecret } from './desired-transcoder-secret.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';
import { transcoderSecretFacts, transcoderSecretState } from './transcoder-secret-facts.ts';

const tokensFor = ({ namespace, stream }: { namespace: string; stream: string }) => ({
  originToken: `origin-${namespace}-${stream}`,
  stateToken: `state-${namespace}-${stream}`,
});

const lifetime = lifetimeFrom(new Date('2026-11-22T00:00:00Z'), new Date('2026-11-29T00:00:00Z'));
const credentials = { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: 'token', lifetime };
const tokens = tokensFor({ namespace: 'live', stream: 'main' });
const secret = desiredTranscoderSecret(liveStreamFixture(), { tokens, credentials, source: 'source' });
const lasting = desiredTranscoderSecret(liveStreamFixture(), {
  tokens,
  credentials: { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: '' },
  source: 'source',
});

const without = (key: string): Secret => {
  const { [key]: _, ...data } = secret.data ?? {};
  return { ...secret, data };
};

const withAnnotation = (value: string): Secret => ({
  ...secret,
  metadata: {
    ...secret.metadata,
    annotations: { ...secret.metadata.annotations, [annotations.credentialsRenewAt]: value },
  },
});

const stateAt = (object: Secret | undefined, time: string, source = 'source') =>
  transcoderSecretState(object && transcoderSecretFacts(object, tokensFor), source, new Date(time));

describe('transcoderSecretState', () => {
  it.each<[string, Secret | undefined, string, string]>([
    ['fresh', secret, '2026-11-23T00:00:00Z', 'current'],
    ['past half its life', secret, '2026-11-25T12:00:00Z', 'due'],
    ['past its life', secret, '2026-11-29T00:00:00Z', 'useless'],
    ['without an end', lasting, '2036-01-01T00:00:00Z', 'current'],
    ['not there', undefined, '2026-11-23T00:00:00Z', 'useless'],
    ['without its session token', without('sessionToken'), '2026-11-23T00:00:00Z', 'useless'],
    ['without its key', without('secretAccessKey'), '2026-11-23T00:00:00Z', 'useless'],
    [
      'with another origin token',
      { ...secret, data: { ...secret.data, originToken: 'eA==' } },
      '2026-11-23T00:00:00Z',
      'useless',
    ],
    ['with a time that nobody can read', withAnnotation('soon'), '2026-11-23T00:00:00Z', 'current'],
  ])('is known for a Secret that is %s', (_what, object, time, state) => {
    expect(stateAt(object, time)).toBe(state);
  });

  it('is useless when the operator has other keys now', () => {
    expect(stateAt(secret, '2026-11-23T00:00:00Z', 'rotated')).toBe('useless');
  });
});
