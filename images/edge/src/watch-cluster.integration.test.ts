import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClusterWorld } from './testing/cluster-world.ts';

let world: ClusterWorld;

beforeEach(async () => {
  world = await ClusterWorld.open();
});

afterEach(() => world.close());

describe('watchCluster', () => {
  it('knows nothing before the first sync, then each change', async () => {
    world.proxy.setAway(true);
    const { view, route } = world.watch();
    expect([view.hasSynced(), view.isUsable(), view.routingTable()]).toEqual([false, false, undefined]);
    world.proxy.setAway(false);
    await waitFor('the first sync', () => view.hasSynced());
    expect(route()).toBeUndefined();
    const liveStream = await world.createLiveStream('Private');
    expect((await waitFor('the stream', route)).visibility).toBe('Private');
    await world.createPod(liveStream, '10.1.2.3');
    await waitFor('the pod', () => route()?.origin.kind === 'at');
    expect(route()?.origin).toMatchObject({ kind: 'at', url: 'http://10.1.2.3:8080' });
    await world.deletePod();
    await waitFor('the pod’s end', () => route()?.origin.kind === 'none');
    await world.deleteLiveStream();
    await waitFor('the stream’s end', () => route() === undefined);
  });

  it('keeps what it knew while the Kubernetes API is away, and catches up', async () => {
    const liveStream = await world.createLiveStream('Public');
    const { view, route } = world.watch();
    await waitFor('the first sync', () => view.hasSynced());
    world.proxy.setAway(true);
    await world.createPod(liveStream, '10.1.2.4');
    expect([view.hasSynced(), route()?.origin.kind]).toEqual([true, 'none']);
    world.proxy.setAway(false);
    await waitFor('the pod', () => route()?.origin.kind === 'at');
  });

  it('serves by what a former process knew until its own first sync', async () => {
    await world.createLiveStream('Private');
    const former = world.watch();
    await waitFor('the stream', former.route);
    const remembered = former.view.routingTable();
    await former.stop();
    world.proxy.setAway(true);
    const { view, route } = world.watch(remembered);
    expect([view.hasSynced(), view.isUsable(), route()?.visibility]).toEqual([false, true, 'Private']);
    await world.deleteLiveStream();
    world.proxy.setAway(false);
    await waitFor('its own sync', () => route() === undefined);
  });
});
