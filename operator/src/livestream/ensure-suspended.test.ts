import { describe, expect, it } from 'vitest';
import { ensureSuspended } from './ensure-suspended.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { UnservedStream } from './session-ender.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';
import { scopeFixture } from './testing/scope-fixture.ts';

const signal = AbortSignal.timeout(5_000);

/** Passes over a stream without pods; `fails` says whether the object store is away. */
const world = () => {
  const asked: UnservedStream[] = [];
  const store = { isAway: false };
  const end = async (stream: UnservedStream) => {
    asked.push(stream);
    if (store.isAway) throw new Error('The object store is away');
  };
  // No pod is deleted: there is none.
  const dependencies = { ended: new Set(), sessionEnder: { end } } as unknown as LiveStreamDependencies;
  const pass = async (suspend: boolean) => {
    const scope = scopeFixture(undefined, { liveStream: liveStreamFixture({ suspend }) });
    await ensureSuspended(dependencies, scope, signal);
    return scope.setback?.message;
  };
  return { asked, store, pass };
};

describe('ensureSuspended', () => {
  it('asks the object store once while a stream is suspended, and again when it had been resumed', async () => {
    const { asked, pass } = world();
    for (const suspend of [true, true, false, true]) await pass(suspend);
    const stream = { namespace: 'live', stream: 'main', segmentMs: 2_000 };
    expect(asked).toEqual([stream, stream]);
  });

  it('asks again when the store was away, and tells of that', async () => {
    const { asked, store, pass } = world();
    store.isAway = true;
    expect(await pass(true)).toBe('The object store is away');
    store.isAway = false;
    expect(await pass(true)).toBeUndefined();
    expect(asked).toHaveLength(2);
  });
});
