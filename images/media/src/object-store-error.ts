/**
 * What can be wrong between us and an object store. The two classes ask for opposite things: a bucket that refuses needs
 * a person, a store out of reach needs patience. Both messages are safe to show: no URL, no credential.
 */

/** The store answered and will go on refusing until a person acts: no bucket, no room in it, or credentials it does not know. */
export class BucketRefusesError extends Error {
  readonly code = 'BucketRefuses';
}

/**
 * The refusal is of who asks: no right, expired or wrong credentials. Those that are renewed in files may come a little late: whoever
 * has such may ask again for a while before a person is told.
 */
export class CredentialsRefusedError extends BucketRefusesError {}

/** No answer, a late one, one that says to come again (429, 5xx), or a request that was spoiled on its way. Retry with backoff. */
export class StoreUnreachableError extends Error {
  readonly code = 'StoreUnreachable';
}

/** A conditional create found the key taken. */
export class ObjectExistsError extends Error {
  readonly code = 'ObjectExists';
}

/** An upload in parts that somebody else completed or aborted, or whose parts are gone. */
export class UploadLostError extends Error {
  readonly code = 'UploadLost';
}

/** What is copied is no longer what was looked at: look again, and copy that. */
export class SourceChangedError extends Error {
  readonly code = 'SourceChanged';
}

interface Fault {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

const faultOf = (cause: unknown): Fault => {
  if (!(cause instanceof Error)) return { name: 'Error', message: String(cause), status: undefined };
  const metadata = (cause as { $metadata?: { httpStatusCode?: number } }).$metadata;
  return { name: cause.name, message: cause.message, status: metadata?.httpStatusCode };
};

/** Says whether the store answered that the key itself is absent. A bucket that is absent is a refusal. */
export const isAbsent = (cause: unknown): boolean => {
  const { name, status } = faultOf(cause);
  return name === 'NoSuchKey' || (status === 404 && name !== 'NoSuchBucket');
};

const isTaken = ({ name, status }: Fault): boolean => status === 412 || name === 'PreconditionFailed';

const isUploadLost = ({ name }: Fault): boolean => name === 'NoSuchUpload' || name === 'InvalidPart';

/** Refusals by their status that pass: the request came too slowly, cut short or spoiled, or the clocks were apart. */
const passingNames: ReadonlySet<string> = new Set([
  'RequestTimeout',
  'IncompleteBody',
  'BadDigest',
  'XAmzContentSHA256Mismatch',
  'RequestTimeTooSkewed',
]);

/** 409 is a concurrent conditional write (ConditionalRequestConflict): the outcome is unknown, ask again. */
const mayPass = ({ name, status }: Fault): boolean =>
  status === undefined || status >= 500 || status === 408 || status === 409 || status === 429 || passingNames.has(name);

const fullNames: ReadonlySet<string> = new Set([
  'XMinioStorageFull',
  'XMinioAdminBucketQuotaExceeded',
  'QuotaExceeded',
  'InsufficientStorage',
]);

const isFull = ({ name, status }: Fault): boolean => status === 507 || fullNames.has(name);

const credentialNames: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'InvalidToken',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
]);

const isOfCredentials = ({ name, status }: Fault): boolean =>
  status === 401 || status === 403 || credentialNames.has(name);

const refusal = (action: string, fault: Fault, cause: unknown): Error => {
  const detail = `${fault.status} ${fault.name}`;
  if (isFull(fault)) {
    const advice = 'free space in the object store, or raise the bucket’s quota';
    return new BucketRefusesError(`Could not ${action}: the bucket is full (${detail}); ${advice}`, { cause });
  }
  const advice = 'check that the bucket exists and that the credentials may use it';
  const message = `Could not ${action}: the object store refuses (${detail}); ${advice}`;
  if (isOfCredentials(fault)) return new CredentialsRefusedError(message, { cause });
  return new BucketRefusesError(message, { cause });
};

/** Turns what the client threw into one of this file's errors. `action` completes "Could not …". */
export const storeError = (action: string, cause: unknown): Error => {
  if (cause instanceof BucketRefusesError) return cause;
  const fault = faultOf(cause);
  if (isTaken(fault)) return new ObjectExistsError(`Could not ${action}: the key is taken`, { cause });
  if (isUploadLost(fault)) return new UploadLostError(`Could not ${action}: the upload is no longer there`, { cause });
  if (mayPass(fault) && !isFull(fault)) {
    const detail = fault.status === undefined ? fault.name : `${fault.status} ${fault.name}`;
    return new StoreUnreachableError(`Could not ${action}: the object store is out of reach (${detail})`, { cause });
  }
  return refusal(action, fault, cause);
};

/** What a DeleteObjects request says of a key that it left. */
export interface KeyFault {
  readonly Key?: string | undefined;
  readonly Code?: string | undefined;
}

const passingKeyFaults: ReadonlySet<string | undefined> = new Set(['InternalError', 'SlowDown', 'ServiceUnavailable']);

/** The error for keys that a DeleteObjects request left: unreachable where all may pass, else a refusal. */
export const refusedKeysError = (faults: readonly KeyFault[]): Error => {
  const [first] = faults;
  const what = `Could not delete ${faults.length} objects, among them ${first?.Key} (${first?.Code})`;
  if (faults.every(({ Code }) => passingKeyFaults.has(Code))) {
    return new StoreUnreachableError(`${what}: the object store is out of reach`);
  }
  return new BucketRefusesError(`${what}: the object store refuses; check that the credentials may delete`);
};
