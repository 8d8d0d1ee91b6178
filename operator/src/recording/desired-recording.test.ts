import { annotations, shardLabel } from '@kubecast/crds/names';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { liveStreamFixture } from '../livestream/testing/live-stream-fixture.ts';
import { departedStream, desiredSessionRecording, recordedStreamOf } from './desired-recording.ts';

const session = '20261122-180500-a1b2';

const liveStream = liveStreamFixture({
  title: 'Town hall',
  visibility: 'Private',
  recording: { mode: 'Always', rendition: '720p', retentionDays: 30 },
});

const owned = (owner: string) => ({
  ...liveStream,
  metadata: { ...liveStream.metadata, labels: { [shardLabel]: 'blue' }, annotations: { [annotations.owner]: owner } },
});

describe('desiredSessionRecording', () => {
  it.each([
    ['recording-from-stream.yaml', recordedStreamOf(owned('user-7'))],
    ['recording-from-defaults.yaml', recordedStreamOf(liveStreamFixture())],
    ['recording-departed.yaml', departedStream({ namespace: 'live', stream: 'main' }, undefined)],
  ])('makes golden/%s', async (file, stream) => {
    await expect(stringify(desiredSessionRecording(stream, session))).toMatchFileSnapshot(`golden/${file}`);
  });
});

describe('recordedStreamOf', () => {
  it('leaves an owner out that no Recording could hold', () => {
    expect(recordedStreamOf(owned('x'.repeat(129))).spec.owner).toBeUndefined();
  });
});
