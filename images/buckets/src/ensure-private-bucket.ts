/**
 * A bucket that is there and that nobody reads without credentials. Idempotent: a second run finds nothing to do.
 * It never deletes or changes an object, and it leaves policies alone that let nobody but named principals in.
 */
import {
  BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  HeadBucketCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Logger } from '@kubecast/media/logger';
import { isPublicPolicy } from './bucket-policy.ts';

/** What one bucket needs to be made private. */
export interface BucketScope {
  readonly client: S3Client;
  readonly bucket: string;
  readonly endpoint: string;
  readonly region: string;
  readonly logger: Logger;
}

/** A bucket that anybody may list although its policy is gone: the store gives access in a way that we cannot take. */
export class BucketPublicError extends Error {
  readonly code = 'BucketPublic';
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : '');

/** Runs `request`; a refusal with one of the names is no error. */
const ignoring = async <T>(names: readonly string[], request: Promise<T>): Promise<T | undefined> => {
  try {
    return await request;
  } catch (error) {
    if (names.includes(errorName(error))) return undefined;
    throw error;
  }
};

const ensureBucket = async ({ client, bucket, region, logger }: BucketScope): Promise<void> => {
  if (await ignoring(['NotFound', 'NoSuchBucket'], client.send(new HeadBucketCommand({ Bucket: bucket })))) return;
  logger.info({ bucket }, 'Creating bucket');
  // AWS wants its regions named here, all but us-east-1 (S3 API, CreateBucketConfiguration); other stores have none of them.
  const constraint = Object.values(BucketLocationConstraint).find((known) => known === region);
  const configuration = constraint ? { CreateBucketConfiguration: { LocationConstraint: constraint } } : {};
  const command = new CreateBucketCommand({ Bucket: bucket, ...configuration });
  await ignoring(['BucketAlreadyOwnedByYou'], client.send(command));
};

const ensureNoPublicPolicy = async ({ client, bucket, logger }: BucketScope): Promise<void> => {
  const request = client.send(new GetBucketPolicyCommand({ Bucket: bucket }));
  const policy = (await ignoring(['NoSuchBucketPolicy', 'NotImplemented'], request))?.Policy;
  if (!policy || !isPublicPolicy(policy)) return;
  logger.warn({ bucket }, 'Deleting a policy that lets everyone read the bucket');
  await client.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
};

/** AWS's own lock against public access. Other stores have nothing that it would lock, and some take the request for another. */
const ensurePublicAccessBlock = async ({ client, bucket, endpoint }: BucketScope): Promise<void> => {
  if (!new URL(endpoint).hostname.endsWith('.amazonaws.com')) return;
  const everything = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  await client.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: everything }));
};

/** Asks without credentials, as a stranger would: the answer counts, not what is configured. */
const checkStrangersAreRefused = async ({ endpoint, bucket }: BucketScope): Promise<void> => {
  const response = await fetch(new URL(`/${bucket}?list-type=2`, endpoint));
  await response.body?.cancel();
  if (response.ok) {
    throw new BucketPublicError(`The bucket ${bucket} can be listed without credentials: take public access from it`);
  }
};

/** Makes the bucket where there is none, takes public access away, and proves it. */
export const ensurePrivateBucket = async (scope: BucketScope): Promise<void> => {
  await ensureBucket(scope);
  await ensureNoPublicPolicy(scope);
  await ensurePublicAccessBlock(scope);
  await checkStrangersAreRefused(scope);
};
