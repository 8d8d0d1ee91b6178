import { describe, expect, it } from 'vitest';
import { ensureSuspended } from './ensure-suspended.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { ObservedPod } from './pod-action.ts';
import type { UnservedStream } from './session-ender.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';
import { observedPod } from './testing/pod-fixture.ts';
import { scopeFixture } from './testing/scope-fixture.ts';

const signal = AbortSignal.timeout(60_000);

/** Passes over a stream without pods; `fails` says whether the object store is away. */
const world = () => {
  const asked: UnservedStream[] = [];
  const store = { isAway: false };
  const end = async (stream: UnservedStream) => {
    asked.push(stream);
    if (store.isAway) throw new Error('The object store is away');
  };
  const client = { delete: async () => undefined };
  const dependencies = { client, ended: new Set(), sessionEnder: { end } } as unknown as LiveStreamDependencies;
  const pass = async (suspend: boolean, pod?: ObservedPod) => {
    const scope = scopeFixture(pod, { liveStream: liveStreamFixture({ suspend }) });
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

  it('asks again when a pod had come after the end', async () => {
    const { asked, pass } = world();
    await pass(true);
    await pass(true, observedPod());
    expect(asked).toHaveLength(1);
    await pass(true);
    expect(asked).toHaveLength(2);
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
