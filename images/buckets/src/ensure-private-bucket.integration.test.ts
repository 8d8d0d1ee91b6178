import { GetBucketPolicyCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createLogger } from '@kubecast/media/logger';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BucketScope, ensurePrivateBucket } from './ensure-private-bucket.ts';

const readByAll = (bucket: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      },
    ],
  });

describe.each(['minio', 'versitygw'] as const)('ensurePrivateBucket on %s', (program) => {
  let server: S3Server;
  let client: S3Client;

  beforeAll(async () => {
    server = await startS3Server(program);
    client = new S3Client({ ...server.location, credentials: server.credentials, maxAttempts: 1 });
  });

  afterAll(async () => {
    client?.destroy();
    await server?.stop();
  });

  const scopeOf = (bucket: string): BucketScope => {
    const { endpoint, region } = server.location;
    return { client, bucket, endpoint, region, logger: createLogger('test', 'silent') };
  };

  const strangerReads = async (bucket: string): Promise<number> =>
    (await fetch(new URL(`/${bucket}/object`, server.location.endpoint))).status;

  it('makes a missing bucket, and finds nothing to do when run again', async () => {
    await ensurePrivateBucket(scopeOf('fresh'));
    await ensurePrivateBucket(scopeOf('fresh'));
    await client.send(new PutObjectCommand({ Bucket: 'fresh', Key: 'object', Body: 'text' }));
    expect(await strangerReads('fresh')).toBe(403);
  });

  it('takes a policy away when it lets everyone read', async () => {
    const Bucket = 'open-to-all';
    await ensurePrivateBucket(scopeOf(Bucket));
    await client.send(new PutObjectCommand({ Bucket, Key: 'object', Body: 'text' }));
    await client.send(new PutBucketPolicyCommand({ Bucket, Policy: readByAll(Bucket) }));
    expect(await strangerReads(Bucket)).toBe(200);

    await ensurePrivateBucket(scopeOf(Bucket));
    expect(await strangerReads(Bucket)).toBe(403);
    await expect(client.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toThrow();
  });
});
