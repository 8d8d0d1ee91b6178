import { BucketRefusesError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import { describe, expect, it } from 'vitest';
import { storageVerdict } from './storage-verdict.ts';

const facts = { segmentSeconds: 2, lagMs: 0, fault: undefined, spoolFull: false };
const refuses = new BucketRefusesError('refused');
const unreachable = new StoreUnreachableError('unreachable');

describe('storageVerdict', () => {
  it.each([
    ['nothing waits', {}, true, 'UploadsKeepUp'],
    ['the lag is just under 0.9 of a segment', { lagMs: 1799 }, true, 'UploadsKeepUp'],
    ['the lag is 0.9 of a segment', { lagMs: 1800 }, false, 'UploadsLag'],
    ['the store was out of reach for a moment', { fault: unreachable }, true, 'UploadsKeepUp'],
    ['the store is out of reach and uploads lag', { fault: unreachable, lagMs: 5000 }, false, 'BucketUnreachable'],
    ['the bucket refuses', { fault: refuses }, false, 'BucketRefuses'],
    ['the spool is full', { spoolFull: true, fault: refuses, lagMs: 5000 }, false, 'SpoolFull'],
  ])('when %s', (_, changes, healthy, reason) => {
    expect(storageVerdict({ ...facts, ...changes })).toMatchObject({ healthy, reason });
  });
});
