import { BoxError } from '@kubecast/media/boxes';
import { BucketRefusesError, StoreUnreachableError, UploadLostError } from '@kubecast/media/object-store-error';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureFor, RecorderError } from './recorder-error.ts';
import { DiskFullError, ToolError } from './run-tool.ts';
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
    ['Unavailable', true, new UploadLostError('x')],
    ['RecorderFault', true, new RecorderError('RecorderFault', 'x')],
    ['RecorderFault', true, new ToolError('x')],
    ['RecorderFault', true, new BoxError('x')],
    ['RecorderFault', true, new RangeError('x')],
    ['RecorderFault', true, 'x'],
  ] as const)('is %s, tried again: %o', (reason, retry, error) => {
    expect(failureFor(error, recorderConfig())).toMatchObject({ outcome: 'failed', reason, retry });
  });

  it('keeps what a document should be like to the log', () => {
    const { error } = z.object({ streams: z.array(z.number()) }).safeParse({ streams: ['secret'] });
    const outcome = failureFor(error, recorderConfig());
    expect(outcome).toMatchObject({ reason: 'RecorderFault', retry: true });
    expect(outcome.message).not.toMatch(/streams|expected|[[{]/);
  });

  it.each(['x', '"', '\u0000', '…'])('fits a termination message of many %j', (character) => {
    const outcome = failureFor(new RecorderError('NoMedia', character.repeat(5000)), recorderConfig());
    expect(outcome.message.length).toBeLessThanOrEqual(2000);
    expect(Buffer.byteLength(JSON.stringify(outcome))).toBeLessThan(4096);
  });
});
