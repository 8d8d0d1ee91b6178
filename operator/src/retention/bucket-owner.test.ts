import { beforeEach, describe, expect, it } from 'vitest';
import { ensureOwner, ownerKey } from './bucket-owner.ts';
import { BucketWorld } from './testing/bucket-world.ts';

let world: BucketWorld;

beforeEach(() => {
  world = new BucketWorld();
});

const ensure = () => ensureOwner(world.needs, AbortSignal.timeout(60_000));

const put = (body: string) => world.segments.put(ownerKey, body, { contentType: 'application/json' });

const anothers = (owner: string) => ({ kind: 'anothers', owner, cluster: 'cluster-uid' });

describe('ensureOwner', () => {
  it('makes a bucket its own that is nobody’s', async () => {
    expect(await ensure()).toEqual({ kind: 'ours' });
    expect(String(await world.segments.read(ownerKey))).toBe('{"cluster":"cluster-uid"}');
    expect(await ensure()).toEqual({ kind: 'ours' });
  });

  it.each([
    ['another cluster', '{"cluster":"other-uid"}', 'other-uid'],
    ['something that cannot be read', 'a text', 'unreadable'],
  ])('leaves a bucket of %s alone', async (_what, body, owner) => {
    await put(body);
    expect(await ensure()).toEqual(anothers(owner));
    expect(String(await world.segments.read(ownerKey))).toBe(body);
  });

  it.each([
    ['another cluster', 'other-uid', anothers('other-uid')],
    ['another shard of this one', 'cluster-uid', { kind: 'ours' }],
  ])('goes by what is there when %s came first', async (_what, cluster, expected) => {
    let isDue = true;
    world.segments.onRequest = async (request) => {
      if (request !== 'put' || !isDue) return;
      isDue = false;
      await put(JSON.stringify({ cluster }));
    };
    expect(await ensure()).toEqual(expected);
  });

  it('claims nothing when it may not know its cluster', async () => {
    world.clusterUid = undefined;
    expect(await ensure()).toEqual({ kind: 'unclaimed' });
    expect(world.keys()).toEqual([]);
  });

  it('takes an owner for another when it may not know its cluster', async () => {
    await put('{"cluster":"cluster-uid"}');
    world.clusterUid = undefined;
    expect(await ensure()).toEqual({ kind: 'anothers', owner: 'cluster-uid', cluster: undefined });
  });
});
