import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import { type Secret, secrets } from '@kubecast/runtime/core-kinds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectLiveStream } from '../../projection/project-live-stream.ts';
import type { TestUser } from '../../testing/test-app.ts';
import { applyStream, makeKey, openStreamsBed, type StreamsBed, tellStatus } from './testing/streams-bed.ts';

let bed: StreamsBed;

beforeAll(async () => {
  bed = await openStreamsBed('api-ingest');
});

afterAll(async () => {
  await bed?.[Symbol.asyncDispose]();
});

const inject = async (user: TestUser, method: 'GET' | 'POST', path: string) => {
  const answer = await bed.api.app.inject({ method, url: `/api/streams/${path}`, headers: user.headers });
  return { status: answer.statusCode, headers: answer.headers, json: answer.json() };
};

/** A new user's stream that the operator has not seen. */
const newStream = async (): Promise<{ user: TestUser; id: string; liveStream: LiveStream }> => {
  const user = await bed.api.loginAs();
  const payload = { title: 'Show', latencyMilliseconds: 200 };
  const { app } = bed.api;
  const made = (await app.inject({ method: 'POST', url: '/api/streams', headers: user.headers, payload })).json();
  const { namespace, name } = made;
  return { user, id: made.id, liveStream: await bed.client.get(liveStreamKind, { namespace, name }) };
};

/** One that an encoder may connect to. */
const readyStream = async () => {
  const made = await newStream();
  const secret = await makeKey(bed, made.liveStream);
  const ingest = { host: '192.0.2.7', port: 8890, streamId: `${made.liveStream.metadata.name}-id` };
  await tellStatus(bed, made.liveStream, { ingest });
  return { ...made, secret };
};

const passphraseOf = async ({ metadata }: Secret): Promise<string> =>
  Buffer.from((await bed.client.get(secrets, metadata)).data?.passphrase ?? '', 'base64').toString('utf8');

describe('readIngest', () => {
  it('says to come again as long as there is no address, and then no key', async () => {
    const { user, id, liveStream } = await newStream();
    const early = await inject(user, 'GET', `${id}/ingest`);
    expect(early).toMatchObject({ status: 409, json: { code: 'IngestNotReady' }, headers: { 'retry-after': '1' } });
    await tellStatus(bed, liveStream, { ingest: { host: 'live.example.com', port: 8890, streamId: 'x' } });
    const keyless = await inject(user, 'GET', `${id}/ingest`);
    expect(keyless.json).toMatchObject({ code: 'IngestNotReady', detail: expect.stringContaining('key') });
  });

  it('gives the owner both forms, and no cache anything', async () => {
    const { user, id, liveStream } = await readyStream();
    const streamId = `${liveStream.metadata.name}-id`;
    const { json, headers } = await inject(user, 'GET', `${id}/ingest`);
    const url = `srt://192.0.2.7:8890?streamid=${streamId}&passphrase=correct-horse-battery&latency=200000`;
    expect(json).toEqual({
      host: '192.0.2.7',
      port: 8890,
      streamId,
      passphrase: 'correct-horse-battery',
      latencyMilliseconds: 200,
      url,
      obs: {
        oneUrl: { server: url, streamKey: '', password: '' },
        serverAndKey: {
          server: 'srt://192.0.2.7:8890?latency=200000',
          streamKey: streamId,
          password: 'correct-horse-battery',
        },
      },
    });
    expect(headers['cache-control']).toContain('no-store');
  });

  it('shows no Secret that somebody else put under the name', async () => {
    const { user, id, secret } = await readyStream();
    const patch = { metadata: { ownerReferences: null } };
    await bed.client.mergePatch(secrets, secret.metadata, { patch });
    expect((await inject(user, 'GET', `${id}/ingest`)).json.code).toBe('IngestNotReady');
    expect((await inject(user, 'POST', `${id}/key`)).json.code).toBe('IngestNotReady');
    expect(await passphraseOf(secret)).toBe('correct-horse-battery');
  });

  it('shows nothing to a former owner, whatever the row says still', async () => {
    const { user, id, liveStream } = await readyStream();
    const patch = { metadata: { annotations: { 'kubecast.dev/owner': (await bed.api.loginAs()).id } } };
    await bed.client.mergePatch(liveStreamKind, liveStream.metadata, { patch });
    expect(await inject(user, 'GET', `${id}/ingest`)).toMatchObject({ status: 403, json: { code: 'Forbidden' } });
  });

  it('leaves a Secret alone that the spec names', async () => {
    const user = await bed.api.loginAs();
    const liveStream = await applyStream(
      bed,
      { name: 'own-key', namespace: bed.namespace, annotations: { 'kubecast.dev/owner': user.id } },
      { ingest: { srt: { credentialsSecretRef: { name: 'cam-key' } } } },
    );
    await projectLiveStream(bed.postgres.databases.streams, liveStream);
    for (const [method, path] of [
      ['GET', 'ingest'],
      ['POST', 'key'],
    ] as const) {
      const answer = await inject(user, method, `${liveStream.metadata.uid}/${path}`);
      expect(answer).toMatchObject({ status: 409, json: { code: 'KeyManagedElsewhere' } });
    }
  });
});

describe('rotateKey', () => {
  it('replaces the passphrase and nothing else', async () => {
    const { user, id, secret } = await readyStream();
    const { json } = await inject(user, 'POST', `${id}/key`);
    expect(json.passphrase).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(json.url).toContain(`&passphrase=${json.passphrase}&`);
    expect(await passphraseOf(secret)).toBe(json.passphrase);
    const { data, metadata } = await bed.client.get(secrets, secret.metadata);
    expect(data?.streamId).toBe(secret.data?.streamId);
    expect(metadata.ownerReferences).toEqual(secret.metadata.ownerReferences);
  });

  it('replaces none that it could not tell of', async () => {
    const { user, id, secret } = await readyStream();
    const patch = { data: { streamId: Buffer.from('no key & more').toString('base64') } };
    await bed.client.mergePatch(secrets, secret.metadata, { patch });
    expect((await inject(user, 'POST', `${id}/key`)).json.code).toBe('IngestNotReady');
    expect(await passphraseOf(secret)).toBe('correct-horse-battery');
  });

  it('answers with a key or a conflict, and one key holds, when two replace it at once', async () => {
    const { user, id, secret } = await readyStream();
    const answers = await Promise.all([1, 2].map(() => inject(user, 'POST', `${id}/key`)));
    const given = answers.filter(({ status }) => status === 200);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const holds = await passphraseOf(secret);
    expect(given.at(-1)).toBeDefined();
    expect(given.map(({ json }) => json.passphrase)).toContain(holds);
  });
});
