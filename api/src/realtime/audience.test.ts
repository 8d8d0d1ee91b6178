import { describe, expect, it } from 'vitest';
import { anonymous, type Caller } from '../access/caller.ts';
import { Audience } from './audience.ts';
import type { StoredHeartbeat, ViewerKey } from './audience-repository.ts';

const user: Caller = { kind: 'user', id: 'a-user', role: 'user' };

const audienceOf = (viewersPerNetwork = 2, waitingHeartbeats = 10) => {
  const saved: StoredHeartbeat[][] = [];
  const hurried: ViewerKey[][] = [];
  const clock = { nowMs: 0 };
  const audience = new Audience({
    save: async (beats) => void saved.push([...beats]),
    hurry: async (viewers) => void hurried.push([...viewers]),
    secret: () => 'secret',
    limits: { viewersPerNetwork, waitingHeartbeats, viewerSeconds: 30 },
    nowMs: () => clock.nowMs,
  });
  const beat = (viewer: string, network = 'net', streamId = 's') =>
    audience.beat({ streamId, viewer, network, caller: viewer.startsWith('user:') ? user : anonymous });
  return { audience, beat, saved, hurried, clock };
};

describe('Audience', () => {
  it('writes all heartbeats of a while with one statement, a viewer once', async () => {
    const { audience, beat, saved } = audienceOf();
    for (const viewer of ['anonymous:a', 'user:u', 'anonymous:a', 'user:u']) beat(viewer);
    await audience.flush();
    await audience.flush();
    expect(saved).toHaveLength(1);
    expect(
      saved[0]?.map(({ streamId, userId, isAdmin, network }) => [streamId, userId, isAdmin, network?.length]),
    ).toEqual([
      ['s', null, false, 32],
      ['s', 'a-user', false, undefined],
    ]);
  });

  it('keeps nothing that a viewer or an address could be read from', async () => {
    const { audience, beat, saved } = audienceOf();
    beat('anonymous:a', '192.0.2.7');
    beat('anonymous:a', '192.0.2.7', 't');
    await audience.flush();
    const [first, second] = saved[0] ?? [];
    expect(first?.viewer).toHaveLength(32);
    expect(first?.viewer).not.toEqual(second?.viewer);
    expect(first?.network).toEqual(second?.network);
    expect(first?.network?.toString()).not.toContain('192');
  });

  it('passes over more anonymous viewers of an address than may, and no user', async () => {
    const { audience, beat, saved } = audienceOf();
    for (const viewer of ['anonymous:a', 'anonymous:b', 'anonymous:c', 'user:u']) beat(viewer);
    await audience.flush();
    expect(saved[0]).toHaveLength(3);
  });

  it('passes over what is more than can wait', async () => {
    const { audience, beat, saved } = audienceOf(20, 2);
    for (const viewer of ['anonymous:a', 'anonymous:b', 'anonymous:c', 'anonymous:a']) beat(viewer);
    await audience.flush();
    expect(saved[0]).toHaveLength(2);
  });

  it('hurries who left, unless they go on', async () => {
    const { audience, beat, saved, hurried } = audienceOf();
    beat('anonymous:a');
    audience.leave('s', 'anonymous:a');
    audience.leave('s', 'anonymous:b');
    beat('anonymous:b');
    await audience.flush();
    expect(saved[0]).toHaveLength(1);
    expect(hurried[0]).toHaveLength(1);
    expect(hurried[0]?.[0]?.viewer).not.toEqual(saved[0]?.[0]?.viewer);
  });
});
