import type { LiveStream } from '@kubecast/crds/livestream';
import { ApiError } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { objectKey } from '@kubecast/runtime/kubernetes-object';
import { describe, expect, it } from 'vitest';
import { endDeparted } from './end-departed.ts';
import type { UnservedStream } from './session-ender.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';

const liveStream = liveStreamFixture();
const key = objectKey(liveStream);
const refusal = (status: number) =>
  new ApiError({ attempt: 'get LiveStream live/main', status, reason: '', serverMessage: 'no' });

/** The stream left the informer, its pods are gone, and the server answers `answer`. */
const departedWorld = (answer: LiveStream | ApiError) => {
  const ended: string[] = [];
  const departed = new Map([[key, liveStream]]);
  const get = () => (answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve(answer));
  const needs = {
    departed,
    // What is asked of it is a LiveStream.
    client: { get } as unknown as Pick<KubernetesClient, 'get'>,
    stores: { pods: { get: () => undefined, list: () => [], keys: () => [], byIndex: () => [], size: 0 } },
    sessionEnder: {
      end: async ({ namespace, stream, segmentMs }: UnservedStream) => {
        ended.push(`${namespace}/${stream} ${segmentMs}`);
      },
    },
  };
  return { ended, departed, run: () => endDeparted(needs, key, new AbortController().signal) };
};

describe('endDeparted', () => {
  it('ends the session of a stream that is gone', async () => {
    const { ended, departed, run } = departedWorld(refusal(404));
    await run();
    expect([ended, departed.size]).toEqual([['live/main 2000'], 0]);
  });

  it.each([
    ['the stream only went to another shard', liveStream],
    ['another stream has the name', { ...liveStream, metadata: { ...liveStream.metadata, uid: 'other-uid' } }],
  ])('ends nothing when %s', async (_, there) => {
    const { ended, departed, run } = departedWorld(there);
    await run();
    expect([ended, departed.size]).toEqual([[], 0]);
  });

  it('ends nothing yet when nobody can say whether the stream is there', async () => {
    const { ended, departed, run } = departedWorld(refusal(500));
    await expect(run()).rejects.toThrow('Could not get LiveStream live/main');
    expect([ended, departed.size]).toEqual([[], 1]);
  });
});
