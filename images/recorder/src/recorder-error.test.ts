import { BucketRefusesError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import { describe, expect, it } from 'vitest';
import { failureFor, RecorderError } from './recorder-error.ts';
import { DiskFullError } from './run-tool.ts';
import { recorderConfig } from './testing/recorder-config.ts';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

describe('failureFor', () => {
  it.each([
    ['SessionNotFound', false, new RecorderError('SessionNotFound', 'x')],
    ['NoMedia', false, new RecorderError('NoMedia', 'x')],
    ['VerificationFailed', false, new RecorderError('VerificationFailed', 'x')],
    ['SessionOpen', true, new RecorderError('SessionOpen', 'x')],
    ['BucketRefuses', false, new BucketRefusesError('x')],
    ['Unavailable', true, new StoreUnreachableError('x')],
    ['NoSpace', false, full],
    ['NoSpace', false, new DiskFullError('x')],
    ['Unavailable', true, new Error('x')],
    ['Unavailable', true, 'x'],
  ] as const)('is %s, tried again: %o', (reason, retry, error) => {
    expect(failureFor(error, recorderConfig())).toMatchObject({ outcome: 'failed', reason, retry });
  });

  it.each(['x', '"', '\u0000', '…'])('fits a termination message of many %j', (character) => {
    const outcome = failureFor(new RecorderError('NoMedia', character.repeat(5000)), recorderConfig());
    expect(outcome.message.length).toBeLessThanOrEqual(2000);
    expect(Buffer.byteLength(JSON.stringify(outcome))).toBeLessThan(4096);
  });
});
