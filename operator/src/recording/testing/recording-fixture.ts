/** For tests: Recordings as the API server would return them, results as a recorder would write them, and settings. */
import { apiVersion } from '@kubecast/crds/names';
import type { Recording, RecordingSpec } from '@kubecast/crds/recording';
import { recordingPrefix } from '@kubecast/media/recording-keys';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { settingsFixture as streamSettings } from '../../livestream/testing/live-stream-fixture.ts';
import type { RecorderSettings } from '../recorder-settings.ts';
import { recordingNameOf } from '../recording-child-metadata.ts';

/** The session that fixtures record. */
export const fixtureSession = '20261122-180500-a1b2';

/** `live/main-<session>`, uid `recording-uid`, generation 1, with parts of its spec and status replaced. */
export const recordingFixture = (
  spec: Partial<RecordingSpec> = {},
  status?: Recording['status'],
  name = `main-${fixtureSession}`,
): Recording => ({
  apiVersion,
  kind: 'Recording',
  metadata: {
    namespace: 'live',
    name,
    uid: 'recording-uid',
    resourceVersion: '1000',
    generation: 1,
    creationTimestamp: '2026-11-22T18:05:01Z',
  },
  spec: {
    source: { liveStream: 'main', session: fixtureSession },
    visibility: 'Public',
    deletionPolicy: 'Delete',
    ...spec,
  },
  ...(status && { status }),
});

/** A clip of five minutes of the same session. */
export const clipFixture = (status?: Recording['status']): Recording =>
  recordingFixture({ range: { from: '2026-11-22T18:10:00Z', to: '2026-11-22T18:15:00Z' } }, status, 'clip');

/** What a recorder of `recording` found: 125.4 s in 62 segments with one gap. */
export const resultFixture = (recording: Recording, fields: Partial<RecordingResult> = {}): RecordingResult => {
  const { namespace, name } = recording.metadata;
  const { source, range } = recording.spec;
  const prefix = recordingPrefix(recordingNameOf(recording));
  const stored = (file: string, sizeBytes: number) => ({ bucket: 'recordings', key: prefix + file, sizeBytes });
  return {
    version: 1,
    namespace,
    recording: name,
    source,
    ...(range && { range }),
    rendition: '720p',
    startedAt: '2026-11-22T18:05:00.000Z',
    endedAt: '2026-11-22T18:07:10.400Z',
    durationSeconds: 125.4,
    width: 1280,
    height: 720,
    frames: 3762,
    segments: 62,
    missingSegments: 0,
    missing: [],
    gapCount: 1,
    gaps: [{ at: '2026-11-22T18:06:00.000Z', seconds: 5 }],
    video: stored('video.mp4', 15_000_000),
    thumbnail: stored('thumbnail.jpg', 40_000),
    storyboard: stored('storyboard.vtt', 2_000),
    storyboardImage: stored('storyboard.jpg', 90_000),
    ...fields,
  };
};

/** An operator beside the bundled object store. */
export const recorderSettingsFixture: RecorderSettings = {
  recorderImage: 'kubecast.dev/recorder:test',
  imagePullPolicy: 'IfNotPresent',
  objectStore: streamSettings.objectStore,
  recordingsBucket: 'recordings',
  resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { memory: '1Gi' } },
  maxRecorders: 100,
};
