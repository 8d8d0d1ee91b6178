import type { Recording } from '@kubecast/crds/recording';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { recordingRowFor } from './project-recording.ts';
import { completeStatus, conditionOf, recordingResource } from './testing/resources.ts';

const uid = '81be4c2f-107a-4849-8b63-d854be1c1baf';
const owner = '0b7a2f8e-51d5-4c3b-9c1a-7b7b0c2d9e10';

const ready = (reason: string, ...more: readonly string[]): NonNullable<Recording['status']> => ({
  conditions: [conditionOf('Ready', 'False', reason), ...more.map((type) => conditionOf(type, 'True', reason))],
});

describe('recordingRowFor', () => {
  it('shows a complete clip as golden/recording-row-complete.yaml', async () => {
    const range = { from: '2026-11-22T19:05:10+01:00', to: '2026-11-22T18:06:10.5Z' };
    const spec = { range, title: 'The best of it', owner, visibility: 'Private' } as const;
    const row = recordingRowFor(recordingResource({ metadata: { uid }, spec, status: completeStatus('live/main/') }));
    await expect(stringify(row)).toMatchFileSnapshot('golden/recording-row-complete.yaml');
  });

  it('shows one that nobody has looked at yet as golden/recording-row-new.yaml', async () => {
    const row = recordingRowFor(recordingResource({ metadata: { uid } }));
    await expect(stringify(row)).toMatchFileSnapshot('golden/recording-row-new.yaml');
  });

  it.each<[string, string, NonNullable<Recording['status']>]>([
    ['waiting', 'its session still runs', ready('Recording', 'Reconciling')],
    ['waiting', 'its turn has not come', ready('Pending', 'Reconciling')],
    ['waiting', 'a person must act first', ready('Stalled', 'Stalled')],
    ['working', 'its video is made', ready('Assembling', 'Reconciling')],
    ['working', 'a try failed', ready('Retrying', 'Reconciling')],
    ['failed', 'it cannot be made', ready('Failed', 'Failed', 'Stalled')],
    ['complete', 'its video is there', completeStatus('live/main/')],
  ])('is %s when %s', (state, _when, status) => {
    expect(recordingRowFor(recordingResource({ status })).state).toBe(state);
  });
});
