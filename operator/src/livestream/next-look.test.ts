import { ApiError } from '@kubecast/runtime/api-error';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';
import { describe, expect, it } from 'vitest';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { nextLook } from './next-look.ts';
import { scopeFixture } from './testing/scope-fixture.ts';

const now = new Date('2026-11-22T18:00:00Z');
const renewAt = new Date('2026-11-22T18:00:30Z');

const forbidden = new ApiError({ attempt: 'create Pod', status: 403, reason: 'Forbidden', serverMessage: 'no' });
const stalled = new StalledError('SecretNotFound', 'no Secret');

describe('nextLook', () => {
  it.each<[string, Partial<LiveStreamScope>, unknown]>([
    ['all is well', {}, undefined],
    ['credentials end some day', { renewCredentialsAt: renewAt }, { requeueAfterMs: 30_000 }],
    ['the log may tell soon that a session has ended', { lookAgainMs: 2_000 }, { requeueAfterMs: 2_000 }],
    ['they were due before', { renewCredentialsAt: new Date(0) }, { requeueAfterMs: 0 }],
    ['a node port is taken', { failure: new StalledError('NodePortTaken', '') }, { requeueAfterMs: 60_000 }],
    [
      'admission refuses the pod',
      { failure: new StalledError('PodTemplateInvalid', '', { cause: forbidden }) },
      { requeueAfterMs: 60_000 },
    ],
    [
      'it is stalled, but its pod needs credentials',
      { failure: stalled, renewCredentialsAt: renewAt },
      { requeueAfterMs: 30_000 },
    ],
  ])('comes again in time when %s', (_what, fields, expected) => {
    expect(nextLook(scopeFixture(undefined, fields), now)).toEqual(expected);
  });

  it.each<[string, Partial<LiveStreamScope>, Error]>([
    ['a person must act', { failure: stalled }, stalled],
    ['something is waited for', { failure: forbidden, renewCredentialsAt: renewAt }, forbidden],
    ['a step had a setback', { setback: forbidden, renewCredentialsAt: renewAt }, forbidden],
  ])('throws for the work queue when %s', (_what, fields, expected) => {
    expect(() => nextLook(scopeFixture(undefined, fields), now)).toThrow(expected);
  });

  it('prefers the failure to a setback', () => {
    const failure = new WaitingError('PodRefused', 'quota', 1);
    expect(() => nextLook(scopeFixture(undefined, { failure, setback: forbidden }), now)).toThrow(failure);
  });
});
