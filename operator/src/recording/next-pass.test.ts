import { BucketRefusesError } from '@kubecast/media/object-store-error';
import { StalledError } from '@kubecast/runtime/reconcile-error';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { nextPass } from './next-pass.ts';
import { noFindings, type RecordingScope } from './recording-scope.ts';
import { recordingFixture } from './testing/recording-fixture.ts';

const scope = (fields: Partial<RecordingScope> = {}): RecordingScope => ({
  log: pino({ level: 'silent' }),
  recording: recordingFixture(),
  job: { state: 'none' },
  secret: undefined,
  ...noFindings,
  ...fields,
});

describe('nextPass', () => {
  it.each([
    ['not by itself when all is done', {}, undefined],
    ['when a step asked for it', { lookAgainMs: 3000 }, 3000],
    ['in half a minute when the cluster refused', { failure: new StalledError('JobRefused', '') }, 30_000],
    ['in a minute when somebody must act elsewhere', { failure: new StalledError('NameConflict', '') }, 60_000],
    ['in a minute when the bucket refuses', { failure: new BucketRefusesError('') }, 60_000],
  ])('comes %s', (_what, fields, requeueAfterMs) => {
    expect(nextPass(scope(fields))).toEqual(requeueAfterMs === undefined ? undefined : { requeueAfterMs });
  });

  it('leaves the pause to the work queue when anything else failed', () => {
    const failure = new Error('broken');
    expect(() => nextPass(scope({ failure }))).toThrow(failure);
  });
});
