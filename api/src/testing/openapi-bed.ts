/** For property tests: the app on a port, over a real API server, Postgres and S3 server, with things in it. */
import { startS3Server } from '@kubecast/media/testing/s3-server';
import { createTestClient, createTestNamespace } from '@kubecast/runtime/testing/test-cluster';
import { addOpenapiThings, type OpenapiThings, type ThingsPlace } from './openapi-things.ts';
import { startPostgres } from './postgres.ts';
import { buildTestApp, type TestApp, type TestUser } from './test-app.ts';

export interface OpenapiBed extends AsyncDisposable {
  /** Of the app. */
  readonly url: string;
  readonly api: TestApp;
  readonly user: TestUser;
  readonly admin: TestUser;
  readonly things: OpenapiThings;
}

/** No operator takes care of it. */
const shard = 'property-tests';
/** More than the tests make. */
const streamsPerUser = 10_000;

const openPlace = async (opened: AsyncDisposableStack): Promise<ThingsPlace> => {
  const client = opened.adopt(createTestClient(), (each) => each.close());
  const { name: namespace } = opened.adopt(await createTestNamespace(client, 'properties'), (each) => each.remove());
  const postgres = opened.use(await startPostgres());
  const s3 = opened.adopt(await startS3Server('minio'), (each) => each.stop());
  await Promise.all(['recordings', 'videos'].map((bucket) => s3.createBucket(bucket)));
  const stores = { recordings: s3.open('recordings'), videos: s3.open('videos') };
  const config = {
    ...{ KUBECAST_STREAMS_NAMESPACE: namespace, KUBECAST_SHARD: shard },
    ...{ KUBECAST_STREAMS_PER_USER: streamsPerUser, KUBECAST_TRUSTED_PROXIES: 1 },
  };
  const api = opened.use(await buildTestApp({ postgres, cluster: client, stores, config }));
  return { client, namespace, shard, postgres, api };
};

/** Opens it; the caller closes it, or declares it with `await using`. */
export const openOpenapiBed = async (): Promise<OpenapiBed> => {
  await using opened = new AsyncDisposableStack();
  const place = await openPlace(opened);
  const { api } = place;
  const user = await api.loginAs({ username: 'ann' });
  const admin = await api.loginAs({ username: 'root', role: 'admin' });
  const things = await addOpenapiThings(place, user, await api.loginAs({ username: 'bob' }));
  const url = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const kept = opened.move();
  return { url, api, user, admin, things, [Symbol.asyncDispose]: () => kept.disposeAsync() };
};
