import { ApiError } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { describe, expect, it } from 'vitest';
import { isPrivateNow } from './is-private-now.ts';
import { liveStreamResource, recordingResource } from './testing/resources.ts';

type Visibility = 'Public' | 'Private';

/** An API server that has the stream and the recording, where there are such. */
const clusterOf = (now: {
  readonly recording?: Visibility;
  readonly stream?: Visibility;
}): Pick<KubernetesClient, 'get'> => ({
  get: async (kind) => {
    const { recording, stream } = now;
    if (kind.kind === 'Recording' && recording)
      return kind.parse(recordingResource({ spec: { visibility: recording } }));
    if (kind.kind === 'LiveStream' && stream) return kind.parse(liveStreamResource({ spec: { visibility: stream } }));
    throw new ApiError({ attempt: 'get', status: 404, reason: 'NotFound', serverMessage: '' });
  },
});

const watched = (visibility: Visibility) => recordingResource({ spec: { visibility } });
const { signal } = new AbortController();

describe('isPrivateNow', () => {
  it.each<[boolean, string, Visibility, Parameters<typeof clusterOf>[0]]>([
    [false, 'all is public', 'Public', { recording: 'Public', stream: 'Public' }],
    [false, 'its stream is gone', 'Public', { recording: 'Public' }],
    [true, 'its stream is private by now', 'Public', { recording: 'Public', stream: 'Private' }],
    [true, 'it is private, whatever its stream is', 'Private', { recording: 'Private', stream: 'Public' }],
    [true, 'it was made private a moment ago', 'Public', { recording: 'Private', stream: 'Public' }],
    [true, 'it was private, and both are gone', 'Private', {}],
  ])('is %s when %s', async (isPrivate, _when, visibility, now) => {
    expect(await isPrivateNow(clusterOf(now), watched(visibility), signal)).toBe(isPrivate);
  });

  it('does not guess when the API server does not say', async () => {
    const away = new ApiError({ attempt: 'get', status: 500, reason: '', serverMessage: 'Away' });
    await expect(isPrivateNow({ get: () => Promise.reject(away) }, watched('Public'), signal)).rejects.toBe(away);
  });
});
