import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { importableVideo } from './importable-video.ts';
import { completeStatus, conditionOf, recordingResource, testSession } from './testing/resources.ts';

const uid = '81be4c2f-107a-4849-8b63-d854be1c1baf';
const owner = '0b7a2f8e-51d5-4c3b-9c1a-7b7b0c2d9e10';
const place = `live/main/${testSession}/main-${testSession}/`;
const status = completeStatus(place);

describe('importableVideo', () => {
  it('is golden/importable-video.yaml for a complete Recording', async () => {
    const recording = recordingResource({ metadata: { uid }, spec: { owner, visibility: 'Private' }, status });
    await expect(stringify(importableVideo(recording, 'recordings'))).toMatchFileSnapshot(
      'golden/importable-video.yaml',
    );
  });

  it.each([
    ['its session still runs', { status: { conditions: [conditionOf('Ready', 'False', 'Recording')] } }],
    ['it failed', { status: { ...status, conditions: [conditionOf('Failed', 'True', 'NoMedia')] } }],
    ['it is being deleted', { status, metadata: { deletionTimestamp: '2026-11-22T19:00:00Z' } }],
    ['nobody has looked at it', {}],
  ])('is nothing when %s', (_when, change) => {
    expect(importableVideo(recordingResource(change), 'recordings')).toBeUndefined();
  });

  it.each([
    ['another bucket', status, 'elsewhere'],
    ['the key of another stream', completeStatus(place.replace('/main/', '/other/')), 'recordings'],
    ['the key of another namespace', completeStatus(place.replace('live/', 'prod/')), 'recordings'],
    ['the key of another recording of the session', completeStatus(`live/main/${testSession}/clip/`), 'recordings'],
    ['a way up', completeStatus(`${place}../../../../prod/main/`), 'recordings'],
    ['a way up to a file of its name', completeStatus(`live/main/../../${place}`), 'recordings'],
    ['a folder of its own', completeStatus(`${place}more/`), 'recordings'],
  ])('copies nothing when the status names %s', (_what, elsewhere, bucket) => {
    expect(() => importableVideo(recordingResource({ status: elsewhere }), bucket)).toThrow('not its place');
  });

  it('has a title that a video may have', () => {
    const recording = recordingResource({ spec: { title: '🎥'.repeat(201) }, status });
    expect(importableVideo(recording, 'recordings')?.row.title).toBe('🎥'.repeat(200));
  });
});
