import { annotations } from '@kubecast/crds/names';
import { describe, expect, it } from 'vitest';
import { annotationPatch } from './ensure-pod-annotations.ts';
import { knownFeed, observedPod, podFixture, readyStatus, sessionFixture } from './testing/pod-fixture.ts';

const known = { streamId: 'main-id', credentialsVersion: '7' };
const live = knownFeed(sessionFixture());
const { annotations: made = {} } = podFixture().metadata;
const guarded = { annotations: { ...made, [annotations.safeToEvict]: 'false' } };

describe('annotationPatch', () => {
  it.each([
    ['nothing for an idle pod', observedPod(), known, undefined],
    ['nothing for a live pod that is guarded', observedPod(live, readyStatus, guarded), known, undefined],
    ['a guard for a live pod', observedPod(live), known, { [annotations.safeToEvict]: 'false' }],
    [
      'no guard after the session',
      observedPod(knownFeed(), readyStatus, guarded),
      known,
      { [annotations.safeToEvict]: null },
    ],
    ['nothing where the feed is not heard', observedPod({ status: 'pending' }, readyStatus, guarded), known, undefined],
    ['a new stream id', observedPod(), { ...known, streamId: 'other-id' }, { [annotations.streamId]: 'other-id' }],
    [
      'the version of credentials that were changed',
      observedPod(),
      { ...known, credentialsVersion: '8' },
      { [annotations.credentialsVersion]: '8' },
    ],
    [
      'nothing where the credentials are not known',
      observedPod(),
      { streamId: undefined, credentialsVersion: undefined },
      undefined,
    ],
  ])('is %s', (_what, pod, credentials, patch) => {
    expect(annotationPatch(pod, credentials)).toEqual(patch);
  });
});
