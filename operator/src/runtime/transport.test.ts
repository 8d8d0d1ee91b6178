import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KubernetesClient } from './client.ts';
import type { RequestObservation } from './client-metrics.ts';
import type { ClusterAccess, ClusterCredentials } from './cluster-access.ts';
import { pods } from './core-kinds.ts';
import { createClient } from './create-client.ts';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'live' } };
const reference = { namespace: 'live', name: 'a' };

let server: Server;
let client: KubernetesClient;
let requests: IncomingMessage[];
let observed: RequestObservation[];
let answer: RequestListener;
let token: string;
let renewals: number;

const credentialsWith = (bearer: string): ClusterCredentials => ({
  tls: {},
  headers: { authorization: `Bearer ${bearer}` },
});

beforeEach(async () => {
  requests = [];
  observed = [];
  token = 'old';
  renewals = 0;
  server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  let current = credentialsWith(token);
  const access: ClusterAccess = {
    server: new URL(`http://127.0.0.1:${port}/prefix`),
    credentials: async (rejected) => {
      if (rejected === current) {
        renewals += 1;
        current = credentialsWith(token);
      }
      return current;
    },
  };
  const metrics = { observeRequest: (observation: RequestObservation) => observed.push(observation) };
  client = createClient({ access, userAgent: 'test/1', metrics });
});

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});

/** Answers the requests in turn: a status with headers, or the pod. The last one stands for all that follow. */
const answerInTurn = (...answers: readonly ([number, Record<string, string>] | 'pod')[]): void => {
  answer = (_, response) => {
    const next = answers[Math.min(requests.length, answers.length) - 1];
    if (next === 'pod' || next === undefined) {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(pod));
    } else response.writeHead(...next).end();
  };
};

describe('Transport', () => {
  it('sends credentials and its name to the path below the server', async () => {
    answerInTurn('pod');
    await client.get(pods, reference);
    expect(requests[0]?.url).toBe('/prefix/api/v1/namespaces/live/pods/a');
    expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer old', 'user-agent': 'test/1' });
  });

  it('goes on using its connections when requests follow one another', async () => {
    answerInTurn('pod');
    for (let round = 0; round < 20; round += 1) await client.get(pods, reference);
    // Two: the next request may come a moment before the first connection is known to be free.
    expect(new Set(requests.map(({ socket }) => socket)).size).toBeLessThanOrEqual(2);
  });

  it('renews rejected credentials once and repeats the request', async () => {
    answer = (request, response) => {
      const accepted = request.headers.authorization === 'Bearer new';
      response.writeHead(accepted ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(accepted ? pod : {}));
    };
    token = 'new';
    await Promise.all([client.get(pods, reference), client.get(pods, reference)]);
    expect(renewals).toBe(1);
  });

  it('gives up when renewed credentials are the same', async () => {
    answerInTurn([401, {}]);
    await expect(client.get(pods, reference)).rejects.toMatchObject({ status: 401 });
    expect(requests).toHaveLength(1);
  });

  it('comes again after Retry-After, with a POST too, when nothing was processed', async () => {
    answerInTurn([429, { 'retry-after': '0' }], [429, { 'retry-after': '1' }], 'pod');
    const startMs = performance.now();
    await client.create(pods, pod);
    expect(performance.now() - startMs).toBeGreaterThan(990);
    expect(observed.map(({ method, code }) => `${method} ${code}`)).toEqual(['POST 429', 'POST 429', 'POST 200']);
  });

  it('gives the refusal when its time does not allow the wait', async () => {
    answerInTurn([429, { 'retry-after': '60' }]);
    await expect(client.get(pods, reference, { timeoutMs: 5000 })).rejects.toMatchObject({ retryAfterSeconds: 60 });
    expect(requests).toHaveLength(1);
  });

  it('says that no answer came in time', async () => {
    answer = () => {};
    await expect(client.get(pods, reference, { timeoutMs: 100 })).rejects.toMatchObject({
      name: 'NetworkError',
      failure: 'timeout',
      message: 'Could not get Pod live/a: the API server did not answer in time',
    });
    expect(observed[0]?.code).toBe('<error>');
  });

  it('says that the connection broke', async () => {
    answer = (_, response) => response.destroy();
    await expect(client.create(pods, pod)).rejects.toMatchObject({ failure: 'reset' });
  });

  it("rejects with the caller's reason when it gives up", async () => {
    const controller = new AbortController();
    answer = () => controller.abort(new Error('stopping'));
    await expect(client.get(pods, reference, { signal: controller.signal })).rejects.toThrow('stopping');
  });

  it('sends nothing when the caller has given up before', async () => {
    const signal = AbortSignal.abort(new Error('stopping'));
    await expect(client.get(pods, reference, { signal })).rejects.toThrow('stopping');
    expect(requests).toHaveLength(0);
  });

  it('does not let watches hold back requests', async () => {
    const watching = new AbortController();
    const watch = { resourceVersion: '1', timeoutSeconds: 300, signal: watching.signal };
    answer = (request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url?.includes('watch=true')) response.flushHeaders();
      else response.end(JSON.stringify(pod));
    };
    const watches = Array.from({ length: 40 }, () => client.watch(pods, watch)[Symbol.asyncIterator]().next());
    const ended = Promise.allSettled(watches);
    await expect(client.get(pods, reference, { timeoutMs: 5000 })).resolves.toMatchObject(pod);
    watching.abort();
    await ended;
  });

  it('says that nothing listens', async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await expect(client.get(pods, reference)).rejects.toMatchObject({ failure: 'refused' });
  });
});
