/** For tests: resources as the API server would return them. */
import { randomUUID } from 'node:crypto';
import type { LiveStream } from '@kubecast/crds/livestream';
import { apiVersion } from '@kubecast/crds/names';
import type { Recording } from '@kubecast/crds/recording';
import type { StoredMetadata } from '@kubecast/crds/resource-object';

/** The session that recordings here are of. */
export const testSession = '20261122-180500-a1b2';

const metadataOf = (change: Partial<StoredMetadata>): StoredMetadata => ({
  namespace: 'live',
  name: 'main',
  uid: randomUUID(),
  resourceVersion: '1000',
  generation: 1,
  creationTimestamp: '2026-11-22T18:00:00Z',
  ...change,
});

/** What every stored LiveStream has. */
const specDefaults: LiveStream['spec'] = {
  ingest: { srt: { latencyMilliseconds: 120, service: { type: 'ClusterIP' } } },
  renditions: [{ name: '720p', height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 }],
  encoding: { preset: 'veryfast' },
  packaging: { segmentSeconds: 2, partMilliseconds: 200, dvrWindowSeconds: 1800 },
  reconnect: { graceSeconds: 120 },
  recording: { mode: 'Always' },
  visibility: 'Public',
  suspend: false,
};

export interface LiveStreamChange {
  readonly metadata?: Partial<StoredMetadata>;
  readonly spec?: Partial<LiveStream['spec']>;
  readonly status?: LiveStream['status'];
}

/** `live/main` of a random uid, resourceVersion 1000, without a status. */
export const liveStreamResource = ({ metadata = {}, spec = {}, status }: LiveStreamChange = {}): LiveStream => ({
  apiVersion,
  kind: 'LiveStream',
  metadata: metadataOf(metadata),
  spec: { ...specDefaults, ...spec },
  ...(status && { status }),
});

export interface RecordingChange {
  readonly metadata?: Partial<StoredMetadata>;
  readonly spec?: Partial<Recording['spec']>;
  readonly status?: Recording['status'];
}

/** `live/main-<session>` of a random uid, of the stream `main`. */
export const recordingResource = ({ metadata = {}, spec = {}, status }: RecordingChange = {}): Recording => ({
  apiVersion,
  kind: 'Recording',
  metadata: metadataOf({ name: `main-${testSession}`, ...metadata }),
  spec: {
    source: { liveStream: 'main', session: testSession },
    visibility: 'Public',
    deletionPolicy: 'Delete',
    ...spec,
  },
  ...(status && { status }),
});

type Condition = NonNullable<NonNullable<LiveStream['status']>['conditions']>[number];

/** A condition of a fixed time. */
export const conditionOf = (
  type: string,
  status: Condition['status'],
  reason: string,
  message = 'A message',
): Condition => ({ type, status, reason, message, lastTransitionTime: '2026-11-22T18:10:00Z' });

/** As the operator tells of a Recording whose objects are below `prefix`. */
export const completeStatus = (prefix: string, sizeBytes = 4): NonNullable<Recording['status']> => {
  const at = (file: string) => ({ bucket: 'recordings', key: `${prefix}${file}` });
  return {
    conditions: ['Ready', 'Complete'].map((type) => conditionOf(type, 'True', 'Complete')),
    startedAt: '2026-11-22T18:05:00Z',
    endedAt: '2026-11-22T18:07:10Z',
    durationSeconds: 125.4,
    sizeBytes,
    width: 1280,
    height: 720,
    segments: 62,
    missingSegments: 0,
    gaps: [{ at: '2026-11-22T18:06:00Z', seconds: 5 }],
    video: at('video.mp4'),
    thumbnail: at('thumbnail.jpg'),
    storyboard: at('storyboard.vtt'),
  };
};
