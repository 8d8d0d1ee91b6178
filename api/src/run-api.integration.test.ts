/** The program itself: how it starts, and that nobody notices when one of two is told to end. */
import { once } from 'node:events';
import { useTestNamespace } from '@kubecast/runtime/testing/use-test-namespace';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiProcess, startApiProcess, writeApiSecrets } from './testing/api-process.ts';
import { useTestPostgres } from './testing/use-test-postgres.ts';

const cluster = useTestNamespace('api');
const postgres = useTestPostgres();

beforeAll(async () => {
  await writeApiSecrets(postgres.secretsDirectory);
});

const start = (name: string, environment = {}) =>
  startApiProcess(name, { postgres, namespace: cluster.namespace, environment });

const statusOf = async (url: string): Promise<number | undefined> => {
  const answer = await fetch(url).catch(() => undefined);
  await answer?.text();
  return answer?.status;
};

const isReady = async ({ healthUrl }: ApiProcess): Promise<boolean> => (await statusOf(`${healthUrl}/readyz`)) === 200;

/** Resolves when a look gives what is expected; fails with what the program wrote where it ends instead. */
const waitFor = async <Value>(api: ApiProcess, look: () => Promise<Value>, expected: Value): Promise<void> => {
  const ended = api.exited.then((code) => Promise.reject(new Error(`Exited with ${code}: ${api.output()}`)));
  ended.catch(() => undefined);
  await Promise.race([expect.poll(look, { timeout: 60_000 }).toEqual(expected), ended]);
};

const waitUntilReady = async (...instances: readonly ApiProcess[]): Promise<void> => {
  for (const instance of instances) await waitFor(instance, () => isReady(instance), true);
};

/**
 * What a Service does: each request goes to the next of those that are ready, as far as it has heard.
 * `run` asks without a pause until it is stopped.
 */
const createBalancer = (instances: readonly ApiProcess[]) => {
  const ready = new Set(instances);
  const answers = new Map(instances.map((instance) => [instance, 0]));
  const failures: unknown[] = [];
  let turn = 0;
  let isStopped = false;
  const ask = async (): Promise<void> => {
    const candidates = [...ready];
    const instance = candidates[turn++ % candidates.length];
    if (instance === undefined) throw new Error('Nobody is ready');
    const status = await statusOf(`${instance.url}/api/videos?limit=1`);
    if (status === 200) answers.set(instance, (answers.get(instance) ?? 0) + 1);
    else failures.push({ status, of: instances.indexOf(instance) });
  };
  const askOn = async (): Promise<void> => {
    while (!isStopped) await ask();
  };
  const listen = async (): Promise<void> => {
    while (!isStopped) {
      for (const instance of ready) if (!(await isReady(instance))) ready.delete(instance);
    }
  };
  const stop = (): void => {
    isStopped = true;
  };
  const run = () => Promise.all([listen(), askOn(), askOn(), askOn()]);
  return { answers, failures, ready, run, stop };
};

describe('runApi', () => {
  it('fails no request when one of two is told to end, closes its sockets with 1012 and exits with 0', async () => {
    await using first = await start('api-1');
    await using second = await start('api-2');
    await waitUntilReady(first, second);
    const balancer = createBalancer([first, second]);
    const running = balancer.run();
    const socket = new WebSocket(`${first.url.replace('http', 'ws')}/api/realtime`);
    await once(socket, 'open');
    const socketClosed = once(socket, 'close');
    const answersOf = (instance: ApiProcess): number => balancer.answers.get(instance) ?? 0;
    await expect.poll(() => answersOf(first)).toBeGreaterThan(20);

    first.child.kill('SIGTERM');
    expect(await first.exited).toBe(0);
    const [event] = await socketClosed;
    expect(event).toMatchObject({ code: 1012 });

    const before = answersOf(second);
    await expect.poll(() => answersOf(second)).toBeGreaterThan(before + 20);
    balancer.stop();
    await running;
    expect(balancer.failures).toEqual([]);
    expect([...balancer.ready]).toEqual([second]);
  });

  it('goes on answering after the signal, while Services still send requests', async () => {
    await using api = await start('api-3');
    await waitUntilReady(api);
    api.child.kill('SIGTERM');
    await expect.poll(() => isReady(api), { interval: 5 }).toBe(false);
    const answer = await fetch(`${api.url}/api/videos?limit=1`);
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect(await api.exited).toBe(0);
  });

  it('lives and is not ready, with the reason, while there is no database', async () => {
    const KUBECAST_POSTGRES = JSON.stringify({ host: '127.0.0.1', port: 1 });
    await using api = await start('api-4', { KUBECAST_POSTGRES });
    await waitFor(api, () => statusOf(`${api.healthUrl}/healthz`), 200);
    const reason = async () => (await fetch(`${api.healthUrl}/readyz`)).text();
    await expect.poll(reason).toContain('the database does not answer');
    expect(await statusOf(`${api.url}/api/videos`)).toBe(503);
    expect(await statusOf(`${api.healthUrl}/healthz`)).toBe(200);
  });

  it('says what is wrong with its environment and exits with 78', async () => {
    await using api = await start('api-5', { KUBECAST_POSTGRES: '{}' });
    expect(await api.exited).toBe(78);
    expect(api.output()).toContain('KUBECAST_POSTGRES');
  });
});
