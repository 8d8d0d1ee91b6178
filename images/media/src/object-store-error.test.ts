import { describe, expect, it } from 'vitest';
import { credentialFiles } from './credential-files.ts';
import { ObjectStore } from './object-store.ts';
import {
  BucketRefusesError,
  isAbsent,
  ObjectExistsError,
  StoreUnreachableError,
  storeError,
} from './object-store-error.ts';

/** As the S3 client throws it. */
const answer = (status: number | undefined, name: string): Error =>
  Object.assign(new Error('secret detail'), { name, $metadata: { httpStatusCode: status } });

describe('storeError', () => {
  it.each([
    [412, 'PreconditionFailed', ObjectExistsError],
    [409, 'ConditionalRequestConflict', StoreUnreachableError],
    [403, 'AccessDenied', BucketRefusesError],
    [400, 'ExpiredToken', BucketRefusesError],
    [404, 'NoSuchBucket', BucketRefusesError],
    [301, 'PermanentRedirect', BucketRefusesError],
    [429, 'SlowDown', StoreUnreachableError],
    [503, 'SlowDown', StoreUnreachableError],
    [undefined, 'TimeoutError', StoreUnreachableError],
  ])('takes %s %s for what it is', (status, name, type) => {
    const cause = answer(status, name);
    const error = storeError('write a/b', cause);
    expect(error).toBeInstanceOf(type);
    expect(error.message).toMatch(/^Could not write a\/b: /);
    expect(error.message).not.toContain('secret detail');
    expect(error.cause).toBe(cause);
  });

  it('takes what is no error for a store out of reach', () => {
    expect(storeError('read x', 'broken')).toBeInstanceOf(StoreUnreachableError);
  });
});

describe('isAbsent', () => {
  it.each([
    [404, 'NoSuchKey', true],
    [404, 'NotFound', true],
    [404, 'NoSuchBucket', false],
    [403, 'AccessDenied', false],
  ])('of %i %s is %s', (status, name, absent) => {
    expect(isAbsent(answer(status, name))).toBe(absent);
  });
});

describe('ObjectStore', () => {
  it('says which credential is missing', async () => {
    const location = { endpoint: 'http://127.0.0.1:1', region: 'nowhere', forcePathStyle: true, bucket: 'live' };
    const store = new ObjectStore({ location, credentials: credentialFiles('/nowhere') });
    await expect(store.read('x')).rejects.toThrow(/Could not read the object store’s \w+; mount it into \/nowhere/);
    store.close();
  });
});
