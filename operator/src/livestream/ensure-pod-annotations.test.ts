import { annotations } from '@kubecast/crds/names';
import { describe, expect, it } from 'vitest';
import { annotationPatch } from './ensure-pod-annotations.ts';
import { knownFeed, observedPod, podFixture, readyStatus, sessionFixture } from './testing/pod-fixture.ts';

const live = knownFeed(sessionFixture());
const { annotations: made = {} } = podFixture().metadata;
const guarded = { annotations: { ...made, [annotations.safeToEvict]: 'false' } };

describe('annotationPatch', () => {
  it.each([
    ['nothing for an idle pod', observedPod(), 'main-id', undefined],
    ['nothing for a live pod that is guarded', observedPod(live, readyStatus, guarded), 'main-id', undefined],
    ['a guard for a live pod', observedPod(live), 'main-id', { [annotations.safeToEvict]: 'false' }],
    [
      'no guard after the session',
      observedPod(knownFeed(), readyStatus, guarded),
      'main-id',
      { [annotations.safeToEvict]: null },
    ],
    [
      'nothing where the feed is not heard',
      observedPod({ status: 'pending' }, readyStatus, guarded),
      'main-id',
      undefined,
    ],
    ['a new stream id', observedPod(), 'other-id', { [annotations.streamId]: 'other-id' }],
    ['nothing where the stream id is not known', observedPod(), undefined, undefined],
  ])('is %s', (_what, pod, streamId, patch) => {
    expect(annotationPatch(pod, streamId)).toEqual(patch);
  });
});
