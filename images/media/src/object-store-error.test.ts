import { describe, expect, it } from 'vitest';
import { credentialFiles } from './credential-files.ts';
import { ObjectStore } from './object-store.ts';
import {
  BucketRefusesError,
  CredentialsRefusedError,
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
    [403, 'AccessDenied', CredentialsRefusedError],
    [403, 'Forbidden', CredentialsRefusedError],
    [403, 'InvalidAccessKeyId', CredentialsRefusedError],
    [403, 'SignatureDoesNotMatch', CredentialsRefusedError],
    [400, 'ExpiredToken', CredentialsRefusedError],
    [401, 'InvalidToken', CredentialsRefusedError],
    [400, 'InvalidRequest', BucketRefusesError],
    [404, 'NoSuchBucket', BucketRefusesError],
    [301, 'PermanentRedirect', BucketRefusesError],
    [429, 'SlowDown', StoreUnreachableError],
    [503, 'SlowDown', StoreUnreachableError],
    [400, 'RequestTimeout', StoreUnreachableError],
    [400, 'IncompleteBody', StoreUnreachableError],
    [400, 'BadDigest', StoreUnreachableError],
    [400, 'XAmzContentSHA256Mismatch', StoreUnreachableError],
    [403, 'RequestTimeTooSkewed', StoreUnreachableError],
    [507, 'XMinioStorageFull', BucketRefusesError],
    [507, 'InsufficientStorage', BucketRefusesError],
    [403, 'QuotaExceeded', BucketRefusesError],
    [400, 'XMinioAdminBucketQuotaExceeded', BucketRefusesError],
    [undefined, 'TimeoutError', StoreUnreachableError],
  ])('takes %s %s for what it is', (status, name, type) => {
    const cause = answer(status, name);
    const error = storeError('write a/b', cause);
    expect(error.constructor).toBe(type);
    expect(error.message).toMatch(/^Could not write a\/b: /);
    expect(error.message).not.toContain('secret detail');
    expect(error.cause).toBe(cause);
  });

  it('takes refused credentials for a refusal of the bucket', () => {
    expect(storeError('read x', answer(403, 'AccessDenied'))).toBeInstanceOf(BucketRefusesError);
  });

  it('says that a bucket is full', () => {
    const { message } = storeError('write x', answer(507, 'XMinioStorageFull'));
    expect(message).toBe(
      'Could not write x: the bucket is full (507 XMinioStorageFull); free space in the object store, or raise the bucket’s quota',
    );
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
