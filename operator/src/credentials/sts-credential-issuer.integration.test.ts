import { ObjectStore } from '@kubecast/media/object-store';
import { recordingPrefix } from '@kubecast/media/recording-keys';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorderAccess } from './recorder-access.ts';
import type { StoreCredentials } from './store-credentials.ts';
import { createStsCredentialIssuer } from './sts-credential-issuer.ts';
import { transcoderAccess } from './transcoder-access.ts';

let minio: S3Server;

beforeAll(async () => {
  minio = await startS3Server('minio');
});

afterAll(() => minio.stop());

const grant = () => transcoderAccess(minio.location.bucket, { namespace: 'live', stream: 'main' });
const week = 604_800;

const issuerAt = async (endpoint: string) => {
  const { accessKeyId, secretAccessKey } = await minio.credentials();
  const roleArn = 'arn:aws:iam::000000000000:role/kubecast-transcoder';
  const settings = {
    endpoint,
    region: 'us-east-1',
    accessKeyId,
    secretAccessKey,
    roleArn,
    durationSeconds: week,
  };
  return createStsCredentialIssuer(settings, 'source');
};

const signal = AbortSignal.timeout(30_000);

const issue = async (): Promise<StoreCredentials> => (await issuerAt(minio.location.endpoint)).issue(grant(), signal);

const openStore = ({ accessKeyId, secretAccessKey, sessionToken }: StoreCredentials): ObjectStore =>
  new ObjectStore({
    location: minio.location,
    credentials: () => Promise.resolve({ accessKeyId, secretAccessKey, sessionToken, expiration: new Date(0) }),
  });

const text = { contentType: 'text/plain' };

const listAll = async (store: ObjectStore, prefix: string): Promise<readonly string[]> => {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
};

describe('createStsCredentialIssuer', () => {
  it('gives credentials for a week, to be renewed half-way', async () => {
    const { lifetime } = await issue();
    const leftSeconds = ((lifetime?.expiresAt.getTime() ?? 0) - Date.now()) / 1000;
    expect(leftSeconds).toBeGreaterThan(week - 60);
    expect(((lifetime?.renewAt.getTime() ?? 0) - Date.now()) / 1000).toBeCloseTo(leftSeconds / 2, -2);
  });

  it('lets a pod write, read and list the keys of its stream, and nothing else', async () => {
    const root = minio.open();
    await root.put('live/other/master.m3u8', 'other', text);
    await root.put('live/main-2/master.m3u8', 'namesake', text);
    const own = openStore(await issue());
    await own.put('live/main/master.m3u8', 'own', text);
    await own.put('live/main/epochs/000001.json', '{}', { ...text, createOnly: true });
    expect(String(await own.read('live/main/master.m3u8'))).toBe('own');
    expect(await listAll(own, 'live/main/')).toEqual(['live/main/epochs/000001.json', 'live/main/master.m3u8']);
    await expect(own.read('live/other/master.m3u8')).rejects.toThrow();
    await expect(own.read('live/main-2/master.m3u8')).rejects.toThrow();
    await expect(own.put('live/other/master.m3u8', 'mine', text)).rejects.toThrow();
    await expect(own.delete('live/main/master.m3u8')).rejects.toThrow();
    await expect(listAll(own, 'live/')).rejects.toThrow();
    await expect(listAll(own, '')).rejects.toThrow();
    own.close();
    root.close();
  });

  it('lets a recorder read its stream and do anything with its own objects, and nothing else', async () => {
    const root = minio.open();
    await root.put('live/main/segment', 'media', text);
    const { bucket } = minio.location;
    const issuer = await issuerAt(minio.location.endpoint);
    const name = { namespace: 'live', stream: 'main', session: '20261122-180500-a1b2', recording: 'clip' };
    const own = openStore(await issuer.issue(recorderAccess({ segments: bucket, recordings: bucket }, name), signal));
    const prefix = recordingPrefix(name);
    expect(String(await own.read('live/main/segment'))).toBe('media');
    await own.put(`${prefix}recording.json`, '{}', text);
    const upload = await own.uploads.begin(`${prefix}video.mp4`, 'video/mp4');
    await own.uploads.abort(upload);
    await own.delete(`${prefix}recording.json`);
    await expect(own.put('live/main/segment', 'mine', text)).rejects.toThrow();
    await expect(own.delete('live/main/segment')).rejects.toThrow();
    await expect(own.uploads.list(`${prefix}video.mp4`)).rejects.toThrow();
    own.close();
    root.close();
  });

  it('says what it asked of whom, and what to check, when nobody answers', async () => {
    const issuer = await issuerAt('http://127.0.0.1:9');
    await expect(issuer.issue(grant(), signal)).rejects.toMatchObject({
      name: 'CredentialsRefusedError',
      message: expect.stringMatching(/live\/main from http:\/\/127\.0\.0\.1:9.*ECONNREFUSED.*static/),
    });
  });
});
