/**
 * The story of a program that is killed between the resource and its row, in both orders: the next one makes rows and resources
 * one again, and nobody has to do anything.
 */
import { liveStreamKind } from '@kubecast/crds/livestream';
import { isNotFound } from '@kubecast/runtime/api-error';
import { useTestNamespace } from '@kubecast/runtime/testing/use-test-namespace';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiRole } from './migrate/role-names.ts';
import { type ApiProcess, startApiProcess, writeApiSecrets } from './testing/api-process.ts';
import { useTestPostgres } from './testing/use-test-postgres.ts';

const cluster = useTestNamespace('killed');
const patience = { timeoutMs: 90_000, intervalMs: 50 };
const postgres = useTestPostgres();

beforeAll(async () => {
  await writeApiSecrets(postgres.secretsDirectory);
});

const start = async (name: string): Promise<ApiProcess> => {
  const { namespace } = cluster;
  // No operator takes care of the shard.
  const environment = { KUBECAST_STREAMS_NAMESPACE: namespace, KUBECAST_SHARD: 'killed-tests' };
  const api = await startApiProcess(name, { postgres, namespace, environment });
  await waitFor(`${name} is ready`, async () => (await fetch(`${api.healthUrl}/readyz`)).ok, patience);
  return api;
};

const session = z.object({ accessToken: z.string() });
const stream = z.object({ id: z.uuid(), name: z.string() });
const list = z.object({ items: z.array(stream) });

const send = async (url: string, method: string, body?: object, token = ''): Promise<unknown> => {
  const authorization = token === '' ? {} : { authorization: `Bearer ${token}` };
  const headers = { ...(body && { 'content-type': 'application/json' }), ...authorization };
  const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return answer.status === 204 ? undefined : await answer.json();
};

const register = async ({ url }: ApiProcess): Promise<string> => {
  const account = { username: 'ann', email: 'ann@example.org', password: 'correct horse battery staple' };
  return session.parse(await send(`${url}/api/auth/register`, 'POST', account)).accessToken;
};

const createStream = async ({ url }: ApiProcess, title: string, token: string) =>
  stream.parse(await send(`${url}/api/streams`, 'POST', { title }, token));

const ownStreams = async ({ url }: ApiProcess, token: string): Promise<readonly string[]> =>
  list.parse(await send(`${url}/api/streams?owner=me`, 'GET', undefined, token)).items.map(({ id }) => id);

const resources = async () => (await cluster.client.list(liveStreamKind, { namespace: cluster.namespace })).items;

const isGone = (name: string): Promise<boolean> =>
  cluster.client.get(liveStreamKind, { namespace: cluster.namespace, name }).then(() => false, isNotFound);

/** Ends what a program that was killed has still under way, statements that wait included. */
const cutOff = async (): Promise<boolean> => {
  const { rowCount } = await postgres.admin.auth.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1`,
    [apiRole],
  );
  return rowCount === 0;
};

/** While `work` runs nothing is written to `streams`; at its end the program is dead, and nothing of it is written later. */
const whileRowsAreLocked = async (work: () => Promise<void>): Promise<void> => {
  const holder = await postgres.admin.streams.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE streams IN EXCLUSIVE MODE');
    await work();
    await waitFor('nothing of it runs any more', cutOff, patience);
    await holder.query('ROLLBACK');
  } finally {
    holder.release();
  }
};

/** Whether such a statement waits for the lock. */
const waiting = async (pattern: string): Promise<boolean> => {
  const { rowCount } = await postgres.admin.auth.query(
    `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE $1`,
    [pattern],
  );
  return (rowCount ?? 0) > 0;
};

const rowIds = async (): Promise<readonly string[]> =>
  (await postgres.admin.streams.query<{ id: string }>('SELECT id FROM streams')).rows.map(({ id }) => id);

describe('the program, killed', () => {
  it('leaves a resource without its row and a row without its resource, and the next one heals both', async () => {
    await using first = await start('api-1');
    const token = await register(first);
    const doomed = await createStream(first, 'Doomed', token);
    await waitFor('its row is there', async () => (await rowIds()).includes(doomed.id), patience);

    await whileRowsAreLocked(async () => {
      const requests = [
        createStream(first, 'Made', token),
        send(`${first.url}/api/streams/${doomed.id}`, 'DELETE', undefined, token),
      ];
      const outcomes = Promise.allSettled(requests);
      await waitFor(
        'the one is made',
        async () => (await resources()).some(({ spec }) => spec.title === 'Made'),
        patience,
      );
      await waitFor('the other is deleted', () => isGone(doomed.name), patience);
      await waitFor(
        'both rows wait',
        async () => (await waiting('%INSERT INTO streams%')) && (await waiting('DELETE FROM streams%')),
        patience,
      );
      first.child.kill('SIGKILL');
      expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    });
    const [made, ...others] = (await resources()).map(({ metadata }) => metadata.uid);
    expect(others).toEqual([]);
    expect(await rowIds()).toEqual([doomed.id]);

    await using second = await start('api-2');
    const isHealed = async () => String(await ownStreams(second, token)) === made;
    await waitFor('rows are as the resources', isHealed, patience);
  }, 300_000);
});
