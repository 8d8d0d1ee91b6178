import { liveStreamKind } from '@kubecast/crds/livestream';
import { annotations } from '@kubecast/crds/names';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { ApiError as ClusterError } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { recordWrites } from '@kubecast/runtime/testing/record-writes';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProjection } from '../../projection/testing/running-projection.ts';
import type { TestApp, TestUser } from '../../testing/test-app.ts';
import { applyStream, openStreamsBed, type StreamsBed } from './testing/streams-bed.ts';

let bed: StreamsBed;

beforeAll(async () => {
  bed = await openStreamsBed('api-create');
});

afterAll(async () => {
  await bed?.[Symbol.asyncDispose]();
});

const create = async ({ app }: TestApp, { headers }: TestUser, title = 'Show') => {
  const answer = await app.inject({ method: 'POST', url: '/api/streams', headers, payload: { title } });
  return { status: answer.statusCode, json: answer.json() };
};

const inject = async (user: TestUser, method: 'GET' | 'DELETE' | 'PATCH', path: string, payload?: object) => {
  const url = `/api/streams${path}`;
  return bed.api.app.inject({ method, url, headers: user.headers, ...(payload && { payload }) });
};

const ownIds = async (user: TestUser): Promise<readonly string[]> =>
  (await inject(user, 'GET', '?owner=me')).json().items.map(({ id }: { id: string }) => id);

const resourcesOf = async ({ id }: TestUser) =>
  (await bed.client.list(liveStreamKind, { namespace: bed.namespace })).items.filter(
    ({ metadata }) => metadata.annotations?.[annotations.owner] === id,
  );

/** The cluster, with other requests of what has no call of its own. */
const requesting = (request: KubernetesClient['request']): KubernetesClient => ({
  ...recordWrites(bed.client, []),
  request,
});

const projection = () => {
  const stores = { recordings: new MemoryStore(), videos: new MemoryStore() };
  return startProjection({ ...bed, databases: bed.postgres.databases, stores }, 500);
};

describe('createStream', () => {
  it('makes as many as a user may have, whichever of several replicas is asked at once', async () => {
    const user = await bed.api.loginAs();
    await using other = await bed.replica();
    await create(bed.api, user);
    const answers = await Promise.all(
      [bed.api, other, bed.api, other, other, bed.api].map((replica) => create(replica, user)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({ code: 'StreamLimitReached' });
    expect(await resourcesOf(user)).toHaveLength(3);
  });

  it('counts what the cluster has, whatever the rows say', async () => {
    const user = await bed.api.loginAs();
    const names = ['a', 'b', 'c'].map((letter) => `counted-${letter}`);
    for (const name of names) {
      await applyStream(bed, { name, namespace: bed.namespace, annotations: { [annotations.owner]: user.id } });
    }
    expect(await ownIds(user)).toEqual([]);
    expect((await create(bed.api, user)).json.code).toBe('StreamLimitReached');
    await bed.client.delete(liveStreamKind, { namespace: bed.namespace, name: 'counted-a' });
    expect((await create(bed.api, user)).status).toBe(201);
  });

  it('says that the api lacks a right where Kubernetes forbids it', async () => {
    const user = await bed.api.loginAs();
    const refuse = (): Promise<never> =>
      Promise.reject(new ClusterError({ attempt: 'create', status: 403, reason: 'Forbidden', serverMessage: 'no' }));
    await using replica = await bed.replica({ cluster: requesting(refuse) });
    expect(await create(replica, user)).toMatchObject({ status: 503, json: { code: 'ClusterRefuses' } });
    expect((await create(bed.api, user)).status).toBe(201);
  });
});

describe('changeStream', () => {
  it('says that the api lacks a right where Kubernetes forbids it to look', async () => {
    const user = await bed.api.loginAs();
    const { id } = (await create(bed.api, user)).json;
    const get = (): Promise<never> =>
      Promise.reject(new ClusterError({ attempt: 'get', status: 403, reason: 'Forbidden', serverMessage: 'no' }));
    await using replica = await bed.replica({ cluster: { ...bed.client, get } });
    for (const [method, url] of [
      ['POST', `/api/streams/${id}/end`],
      ['GET', `/api/streams/${id}/ingest`],
    ] as const) {
      const answer = await replica.app.inject({ method, url, headers: user.headers });
      expect(answer.json()).toMatchObject({ status: 503, code: 'ClusterRefuses' });
    }
  });
});

describe('a stream and its row', () => {
  it('come together when the row was not written after the resource', async () => {
    const user = await bed.api.loginAs();
    // Created, and then the database is gone: as a crash between the two.
    const crashing = requesting(async (request) => {
      const answer = await bed.client.request(request);
      await bed.postgres.crash();
      return answer;
    });
    await using replica = await bed.replica({ cluster: crashing });
    const answer = await create(replica, user).finally(() => bed.postgres.resume());
    expect(answer).toMatchObject({ status: 503, json: { code: 'DatabaseUnavailable' } });
    const [made, ...others] = await resourcesOf(user);
    expect(others).toEqual([]);
    await using _projection = projection();
    await waitFor('the stream is listed', async () => (await ownIds(user)).includes(made?.metadata.uid ?? ''));
  });

  it('come together when the row outlived the resource, whoever asks for it', async () => {
    const user = await bed.api.loginAs();
    const gone = [];
    for (const title of ['read', 'deleted', 'changed']) gone.push((await create(bed.api, user, title)).json);
    for (const { namespace, name } of gone) await bed.client.delete(liveStreamKind, { namespace, name });
    const [read, deleted, changed] = gone.map(({ id }) => `/${id}`);
    expect((await inject(user, 'GET', read ?? '')).statusCode).toBe(404);
    expect((await inject(user, 'DELETE', deleted ?? '')).statusCode).toBe(204);
    expect((await inject(user, 'PATCH', changed ?? '', { title: 'Late' })).statusCode).toBe(404);
    expect(await ownIds(user)).toEqual([]);
  });

  it('come together when the row outlived the resource and nobody asks for it', async () => {
    const user = await bed.api.loginAs();
    const { namespace, name } = (await create(bed.api, user)).json;
    await bed.client.delete(liveStreamKind, { namespace, name });
    expect(await ownIds(user)).toHaveLength(1);
    await using _projection = projection();
    await waitFor('the stream is listed no more', async () => (await ownIds(user)).length === 0);
  });

  it('leave a namesake alone that came after it', async () => {
    const user = await bed.api.loginAs();
    const { id, namespace, name } = (await create(bed.api, user)).json;
    await bed.client.delete(liveStreamKind, { namespace, name });
    const namesake = await applyStream(bed, { name, namespace }, { title: 'Another' });
    expect((await inject(user, 'PATCH', `/${id}`, { title: 'Late' })).statusCode).toBe(404);
    const { spec, metadata } = await bed.client.get(liveStreamKind, { namespace, name });
    expect([spec.title, metadata.uid]).toEqual(['Another', namesake.metadata.uid]);
  });

  it('are deleted together, and not with a namesake', async () => {
    const user = await bed.api.loginAs();
    const { id, namespace, name } = (await create(bed.api, user)).json;
    await bed.client.delete(liveStreamKind, { namespace, name });
    await applyStream(bed, { name, namespace });
    expect((await inject(user, 'DELETE', `/${id}`)).statusCode).toBe(204);
    await expect(bed.client.get(liveStreamKind, { namespace, name })).resolves.toBeDefined();
    expect(await ownIds(user)).toEqual([]);
  });
});
