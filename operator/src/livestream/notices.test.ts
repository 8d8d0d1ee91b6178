import type { LiveStreamStatus } from '@kubecast/crds/livestream';
import { describe, expect, it } from 'vitest';
import { noticesFor } from './notices.ts';

type Fact = readonly [type: string, status: 'True' | 'False' | 'Unknown', reason: string, message?: string];

const statusOf = (...facts: readonly Fact[]): LiveStreamStatus => ({
  conditions: facts.map(([type, status, reason, message = `${reason} it is`]) => ({
    type,
    status,
    reason,
    message,
    lastTransitionTime: '2026-11-22T18:00:00Z',
  })),
});

const tell = (before: readonly Fact[], after: readonly Fact[]): readonly string[] =>
  noticesFor(statusOf(...before), statusOf(...after)).map(({ type, reason }) => `${type} ${reason}`);

describe('noticesFor', () => {
  it.each<[string, readonly Fact[], readonly Fact[], readonly string[]]>([
    ['nothing changes', [['Ready', 'True', 'Listening']], [['Ready', 'True', 'Listening']], []],
    [
      'a stream is new',
      [],
      [
        ['Ready', 'False', 'PodStarting'],
        ['Live', 'False', 'Idle'],
      ],
      [],
    ],
    [
      'an encoder may connect',
      [['Ready', 'False', 'PodStarting']],
      [['Ready', 'True', 'Listening']],
      ['Normal Listening'],
    ],
    [
      'no node takes the pod',
      [['Ready', 'False', 'PodStarting']],
      [['Ready', 'False', 'Unschedulable']],
      ['Warning Unschedulable'],
    ],
    ['it is suspended', [['Ready', 'True', 'Listening']], [['Ready', 'False', 'Suspended']], []],
    ['media arrives', [['Live', 'False', 'Idle']], [['Live', 'True', 'Live']], ['Normal Live']],
    ['the encoder goes', [['Live', 'True', 'Live']], [['Live', 'False', 'Reconnecting']], ['Warning Reconnecting']],
    ['the session ends', [['Live', 'False', 'Reconnecting']], [['Live', 'False', 'Ended']], ['Normal Ended']],
    [
      'the feed is lost',
      [['Live', 'True', 'Live']],
      [['Live', 'Unknown', 'FeedUnavailable']],
      ['Warning FeedUnavailable'],
    ],
    [
      'uploads lag',
      [['StorageHealthy', 'True', 'UploadsKeepUp']],
      [['StorageHealthy', 'False', 'UploadsLag']],
      ['Warning UploadsLag'],
    ],
    [
      'uploads recover',
      [['StorageHealthy', 'False', 'UploadsLag']],
      [['StorageHealthy', 'True', 'UploadsKeepUp']],
      ['Normal UploadsKeepUp'],
    ],
    [
      'the source has a fault',
      [['IngestHealthy', 'True', 'SourceAsAsked']],
      [['IngestHealthy', 'False', 'BFrames']],
      ['Warning BFrames'],
    ],
    [
      'it stalls',
      [['Ready', 'True', 'Listening']],
      [
        ['Ready', 'False', 'Stalled'],
        ['Stalled', 'True', 'SecretNotFound'],
      ],
      ['Warning SecretNotFound'],
    ],
    [
      'it stalls for another cause',
      [['Stalled', 'True', 'NodePortTaken', 'a']],
      [['Stalled', 'True', 'NodePortTaken', 'b']],
      ['Warning NodePortTaken'],
    ],
    [
      'a person acted',
      [['Stalled', 'True', 'SecretNotFound']],
      [['Reconciling', 'True', 'Progressing']],
      ['Normal Recovered'],
    ],
    ['a change waits', [], [['Reconciling', 'True', 'ChangeWaitsForIdle']], ['Normal ChangeWaitsForIdle']],
  ])('when %s', (_what, before, after, expected) => {
    expect(tell(before, after)).toEqual(expected);
  });
});
