import type { LiveStream } from '@kubecast/crds/livestream';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { streamRowFor } from './project-live-stream.ts';
import { conditionOf, liveStreamResource } from './testing/resources.ts';

const uid = '81be4c2f-107a-4849-8b63-d854be1c1baf';
const owner = '0b7a2f8e-51d5-4c3b-9c1a-7b7b0c2d9e10';

type Status = NonNullable<LiveStream['status']>;

const session: Status['session'] = {
  id: '20261122-180500-a1b2',
  startedAt: '2026-11-22T18:05:00Z',
  renditions: ['720p', '360p'],
};

const withLive = (status: 'True' | 'False' | 'Unknown', reason: string, change: Status = {}): Status => ({
  conditions: [conditionOf('Live', status, reason)],
  session,
  ...change,
});

describe('streamRowFor', () => {
  it('shows a stream that nobody has looked at yet as golden/stream-row-new.yaml', async () => {
    const row = streamRowFor(liveStreamResource({ metadata: { uid } }));
    await expect(stringify(row)).toMatchFileSnapshot('golden/stream-row-new.yaml');
  });

  it('shows a live stream as golden/stream-row-live.yaml', async () => {
    const annotations = { 'kubecast.dev/owner': owner };
    const metadata = { uid, annotations, resourceVersion: '7020', generation: 3 };
    const spec = { title: ' Town\u0000 hall ', visibility: 'Private' } as const;
    const conditions = [conditionOf('Ready', 'True', 'Listening'), conditionOf('Live', 'True', 'Live', 'h264\u0000')];
    const row = streamRowFor(liveStreamResource({ metadata, spec, status: { conditions, session } }));
    await expect(stringify(row)).toMatchFileSnapshot('golden/stream-row-live.yaml');
  });

  it.each<[string, string, Status | undefined]>([
    ['offline', 'was never seen', undefined],
    ['offline', 'is idle', { conditions: [conditionOf('Live', 'False', 'Idle')] }],
    ['live', 'is live', withLive('True', 'Live')],
    ['reconnecting', 'waits for its encoder', withLive('False', 'Reconnecting')],
    ['offline', 'has ended', withLive('False', 'Ended')],
    ['live', 'cannot be heard in a session', withLive('Unknown', 'FeedUnavailable')],
    [
      'offline',
      'cannot be heard after its session',
      withLive('Unknown', 'FeedUnavailable', { session: { ...session, endedAt: '2026-11-22T19:00:00Z' } }),
    ],
    ['offline', 'cannot be heard and had none', { conditions: [conditionOf('Live', 'Unknown', 'FeedUnavailable')] }],
  ])('is %s when the stream %s', (state, _when, status) => {
    expect(streamRowFor(liveStreamResource(status ? { status } : {})).state).toBe(state);
  });

  it('has the name for a title that is blank', () => {
    expect(streamRowFor(liveStreamResource({ spec: { title: ' ' } })).title).toBe('main');
  });
});
