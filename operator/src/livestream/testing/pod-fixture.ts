/** For tests: transcoder pods as the API server would return them, and what their feeds say. */
import type { SessionState, TranscoderState } from '@kubecast/media/state-feed';
import type { Pod } from '@kubecast/runtime/core-kinds';
import type { PodStatus } from 'kubernetes-types/core/v1.js';
import { desiredPod } from '../desired-pod.ts';
import type { FeedObservation } from '../feed-observation.ts';
import { observePod } from '../observe-scope.ts';
import type { ObservedPod } from '../pod-action.ts';
import { liveStreamFixture, settingsFixture } from './live-stream-fixture.ts';

/** `status` of a pod that listens. */
export const readyStatus: PodStatus = {
  phase: 'Running',
  podIP: '10.244.0.7',
  hostIP: '172.18.0.2',
  conditions: [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Ready', status: 'True' },
  ],
  containerStatuses: [
    {
      name: 'transcoder',
      image: 'kubecast.dev/transcoder:test',
      imageID: '',
      ready: true,
      started: true,
      restartCount: 0,
    },
  ],
};

/** `status` of a pod whose container waits for `reason`. */
export const waitingStatus = (reason: string, message: string): PodStatus => ({
  phase: 'Pending',
  hostIP: '172.18.0.2',
  conditions: [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Ready', status: 'False' },
  ],
  containerStatuses: [
    {
      name: 'transcoder',
      image: 'kubecast.dev/transcoder:test',
      imageID: '',
      ready: false,
      restartCount: 0,
      state: { waiting: { reason, message } },
    },
  ],
});

/** `status` of a pod that no node takes. */
export const unschedulableStatus: PodStatus = {
  phase: 'Pending',
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/1 nodes are available: 1 Insufficient cpu.',
    },
  ],
};

/** The pod that the fixture's LiveStream asks for. */
export const podFixture = (status: PodStatus = readyStatus, metadata: Partial<Pod['metadata']> = {}): Pod => {
  const pod = desiredPod(liveStreamFixture(), settingsFixture, {
    streamId: 'main-id',
    credentialsVersion: '7',
  }).withName('main-b4r7x');
  return {
    ...pod,
    metadata: { ...pod.metadata, uid: 'pod-uid', creationTimestamp: '2026-11-22T18:01:00Z', ...metadata },
    status,
  };
};

/** A running session in its first epoch. */
export const sessionFixture = (session: Partial<SessionState> = {}): SessionState => ({
  id: '20261122-180500-a1b2',
  startedAt: '2026-11-22T18:05:00.000Z',
  phase: 'Live',
  since: '2026-11-22T18:05:00.000Z',
  epoch: 1,
  recording: true,
  source: { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30, audioCodec: 'aac' },
  renditions: ['720p', '480p', '360p'],
  ...session,
});

const asAsked = { healthy: true, reason: 'SourceAsAsked', message: 'The source is as the guide asks' };
const noSource = { healthy: true, reason: 'NoSource', message: 'No encoder is connected' };

/** A state in which all is well. */
export const stateFixture = (session?: SessionState): TranscoderState => ({
  podUid: 'pod-uid',
  liveStreamUid: 'main-uid',
  ...(session && { session }),
  ingest: session?.phase === 'Live' ? asAsked : noSource,
  storage: { healthy: true, reason: 'UploadsKeepUp', message: 'Uploads keep up' },
});

/** A feed that is heard. */
export const knownFeed = (session?: SessionState): FeedObservation => ({
  status: 'known',
  state: stateFixture(session),
});

/** A pod with its feed, as a pass sees it. */
export const observedPod = (
  feed: FeedObservation = knownFeed(),
  status: PodStatus = readyStatus,
  metadata: Partial<Pod['metadata']> = {},
): ObservedPod => observePod(podFixture(status, metadata), () => feed);
