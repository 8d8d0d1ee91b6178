import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../api/generated/schemas.ts';
import { anOwnStream } from '../../testing/studio-fixtures.ts';
import { healthReport, hindranceOf } from './health-report.ts';

const lastTransitionTime = '2026-11-23T08:00:00Z';

const condition = (type: string, status: Condition['status'], reason: string, message = ''): Condition => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime,
});

const listening = condition('Ready', 'True', 'Listening');
const live = condition('Live', 'True', 'Live');
const asAsked = condition('IngestHealthy', 'True', 'SourceAsAsked');
const keepsUp = condition('StorageHealthy', 'True', 'UploadsKeepUp');
const noSource = condition('IngestHealthy', 'Unknown', 'NoSource');
const noPod = condition('StorageHealthy', 'Unknown', 'NoPod');

const told: readonly (readonly [
  when: string,
  conditions: readonly Condition[],
  ids: readonly string[],
  well: boolean,
])[] = [
  [
    'all is well',
    [listening, live, asAsked, keepsUp],
    ['Ready/Listening', 'IngestHealthy/SourceAsAsked', 'StorageHealthy/UploadsKeepUp'],
    true,
  ],
  [
    'nobody streams',
    [listening, condition('Live', 'False', 'Idle'), noSource, keepsUp],
    ['Ready/Listening', 'StorageHealthy/UploadsKeepUp'],
    true,
  ],
  [
    'the pod starts',
    [
      condition('Ready', 'False', 'PodStarting'),
      condition('Reconciling', 'True', 'Progressing'),
      condition('Live', 'False', 'Idle'),
      noSource,
      noPod,
    ],
    ['Ready/PodStarting'],
    false,
  ],
  [
    'a person must act',
    [condition('Ready', 'False', 'Stalled'), condition('Stalled', 'True', 'SecretNotFound'), noSource, noPod],
    ['Stalled/SecretNotFound'],
    false,
  ],
  [
    'a change waits',
    [listening, live, asAsked, keepsUp, condition('Reconciling', 'True', 'ChangeWaitsForIdle')],
    [
      'Reconciling/ChangeWaitsForIdle',
      'Ready/Listening',
      'IngestHealthy/SourceAsAsked',
      'StorageHealthy/UploadsKeepUp',
    ],
    true,
  ],
  ['nothing is known yet', [], [], false],
  [
    'a step fails while the stream is ready',
    [listening, condition('Reconciling', 'True', 'Progressing', 'Quota exceeded. It is tried again')],
    ['Reconciling/Progressing', 'Ready/Listening'],
    false,
  ],
  [
    'the encoder is away and the store too',
    [
      listening,
      condition('Live', 'False', 'Reconnecting'),
      noSource,
      condition('StorageHealthy', 'False', 'BucketUnreachable'),
    ],
    ['StorageHealthy/BucketUnreachable', 'Live/Reconnecting', 'Ready/Listening'],
    false,
  ],
];

describe('healthReport', () => {
  it.each(told)('tells the worst first when %s', (_when, conditions, ids, isWell) => {
    const report = healthReport(conditions);
    expect({ ids: report.items.map(({ id }) => id), isWell: report.isWell }).toEqual({ ids, isWell });
  });

  it('tells of each fault when the source has several', () => {
    const message = 'The source’s keyframes are over 2 s apart; set it to 2 s. Also: The source has B-frames';
    const [item] = healthReport([listening, condition('IngestHealthy', 'False', 'KeyframeInterval', message)]).items;
    expect(item?.details).toEqual([
      'The source’s keyframes are over 2 s apart; set it to 2 s',
      'The source has B-frames',
    ]);
  });
});

describe('hindranceOf', () => {
  const hindrance = (...conditions: readonly Condition[]) =>
    hindranceOf(anOwnStream({}, { conditions: [...conditions] }))?.id;

  it('is the worst that is to be mended or waited for', () => {
    expect(hindrance(keepsUp, condition('Ready', 'False', 'Unschedulable'))).toBe('Ready/Unschedulable');
  });

  it('is nothing that is good', () => {
    expect([hindrance(keepsUp), hindranceOf({ studio: null })]).toEqual([undefined, undefined]);
  });
});
