import { describe, expect, it } from 'vitest';
import { lifetimeFrom } from '../credentials/store-credentials.ts';
import { mayHaveBeenReplaced } from './credentials-replaced.ts';
import { desiredRecorderSecret } from './desired-recorder-secret.ts';
import { recordingFixture } from './testing/recording-fixture.ts';

const keys = { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: 'token' };
const at = (time: string) => new Date(`2026-11-22T${time}Z`);

/** Of the store that the operator uses now, unless `source` says another. */
const secret = (issuedAt: string, expiresAt?: string, source = 'now') =>
  desiredRecorderSecret(recordingFixture(), {
    progressToken: '',
    credentials: { ...keys, ...(expiresAt && { lifetime: lifetimeFrom(at(issuedAt), at(expiresAt)) }) },
    source,
    issuedAt: at(issuedAt),
  });

const refused = (reason: 'BucketRefuses' | 'NoSpace' = 'BucketRefuses') => ({
  at: at('18:10:00'),
  end: {
    failure: { outcome: 'failed', reason, message: '', retry: false } as const,
    startedAt: at('18:08:00'),
    words: '',
  },
});

describe('mayHaveBeenReplaced', () => {
  it.each([
    ['were made before the recorder began, and hold', secret('18:07:59', '20:00:00'), false],
    ['do not end', secret('18:07:59'), false],
    ['were made about when it began: clocks differ', secret('18:08:30'), false],
    ['were made anew meanwhile', secret('18:08:31'), true],
    ['had ended', secret('16:00:00', '18:10:00'), true],
    ['are of a store or a root key of before', secret('18:07:59', '20:00:00', 'before'), true],
    ['are not there', undefined, false],
  ])('judges credentials that %s', (_what, secret, expected) => {
    expect(mayHaveBeenReplaced(refused(), secret, { source: 'now' })).toBe(expected);
  });

  it('judges refusals alone', () => {
    expect(mayHaveBeenReplaced(refused('NoSpace'), secret('18:09:00'), { source: 'now' })).toBe(false);
  });
});
