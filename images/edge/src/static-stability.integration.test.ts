import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@kubecast/media/logger';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RouteFile } from './route-file.ts';
import { ClusterWorld, type RunningView } from './testing/cluster-world.ts';
import { EdgeWorld, epochAt } from './testing/edge-world.ts';

/** An address of this machine: what a pod's would be. */
const podIp = '127.80.80.1';
const originPort = 8080;
/** A session that may go on: nothing but its pod speaks for it. */
const lastEpoch = epochAt('2026-11-22T11:59:30Z');
const logger = createLogger('edge', 'silent');

let edges: EdgeWorld;
let cluster: ClusterWorld;
let path: string;

beforeEach(async () => {
  edges = new EdgeWorld();
  cluster = await ClusterWorld.open();
  path = `/live-streams/${cluster.namespace}/main/master.m3u8`;
});

afterEach(async () => {
  await edges.cleanUp();
  await cluster.close();
});

const serveOrigin = async (words: string): Promise<EdgeWorld> => {
  const origin = new EdgeWorld();
  edges.onCleanUp(origin.cleanUp);
  await origin.serve((_request, response) => void response.end(words), originPort, podIp);
  return origin;
};

const startEdge = async ({ view }: RunningView) => {
  const { get } = await edges.start({ table: view.routingTable, lastEpoch });
  return async () => {
    const startedMs = performance.now();
    const reply = await get(path);
    const answer = reply.status === 200 ? await reply.text() : reply.status;
    return { answer, tookMs: performance.now() - startedMs };
  };
};

/** A stream with a pod that an edge knows. */
const openStream = async (): Promise<RunningView> => {
  await cluster.createPod(await cluster.createLiveStream('Public'), podIp);
  const watched = cluster.watch();
  await waitFor('the pod', () => watched.route()?.origin.kind === 'at');
  return watched;
};

describe('the edge while the Kubernetes API is away', () => {
  it('serves on, waits once for a pod that has vanished, and finds it again', async () => {
    const origin = await serveOrigin('first');
    const watched = await openStream();
    const ask = await startEdge(watched);
    cluster.proxy.setAway(true);
    cluster.proxy.cutWatches();
    expect(await ask()).toMatchObject({ answer: 'first' });

    await origin.cleanUp();
    await cluster.deletePod();
    const first = await ask();
    expect([first.answer, first.tookMs > 1_500]).toEqual([503, true]);
    for (const { answer, tookMs } of [await ask(), await ask(), await ask()]) {
      expect([answer, tookMs > 1_500]).toEqual([503, false]);
    }
    await serveOrigin('again');
    await waitFor('the pod is asked again', async () => (await ask()).answer === 'again');

    cluster.proxy.setAway(false);
    await waitFor('its end', () => watched.route()?.origin.kind === 'none');
    expect(await ask()).toMatchObject({ answer: 503 });
  });

  it('serves on in a container that was started again', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kubecast-routes-'));
    edges.onCleanUp(() => rm(directory, { recursive: true }));
    await serveOrigin('there');
    const former = await openStream();
    await new RouteFile(directory, logger).keep(former.view.routingTable());
    cluster.proxy.setAway(true);
    await former.stop();
    const restarted = cluster.watch(await new RouteFile(directory, logger).read());
    const ask = await startEdge(restarted);
    expect([restarted.view.hasSynced(), await ask()]).toMatchObject([false, { answer: 'there' }]);
  });
});
