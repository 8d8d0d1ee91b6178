/** For tests: a LiveStream as the API server would return it, and the settings of an operator. */
import type { LiveStream, LiveStreamSpec } from '@kubecast/crds/livestream';
import { apiVersion } from '@kubecast/crds/names';
import type { StreamSettings } from '../stream-settings.ts';

/** The spec that an empty one is defaulted to. */
export const defaultSpec: LiveStreamSpec = {
  ingest: { srt: { latencyMilliseconds: 120, service: { type: 'ClusterIP' } } },
  renditions: [
    { name: '1080p', height: 1080, videoBitrateKbps: 4500, audioBitrateKbps: 128 },
    { name: '720p', height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 },
    { name: '480p', height: 480, videoBitrateKbps: 1200, audioBitrateKbps: 128 },
    { name: '360p', height: 360, videoBitrateKbps: 700, audioBitrateKbps: 128 },
  ],
  encoding: { preset: 'veryfast' },
  packaging: { segmentSeconds: 2, partMilliseconds: 200, dvrWindowSeconds: 1800 },
  reconnect: { graceSeconds: 120 },
  recording: { mode: 'Always' },
  visibility: 'Public',
  suspend: false,
};

/** `live/main`, uid `main-uid`, generation 3, with parts of its spec replaced. */
export const liveStreamFixture = (spec: Partial<LiveStreamSpec> = {}): LiveStream => ({
  apiVersion,
  kind: 'LiveStream',
  metadata: {
    namespace: 'live',
    name: 'main',
    uid: 'main-uid',
    resourceVersion: '1000',
    generation: 3,
    creationTimestamp: '2026-11-22T18:00:00Z',
  },
  spec: { ...defaultSpec, ...spec },
});

/** An operator beside the bundled object store. */
export const settingsFixture: StreamSettings = {
  transcoderImage: 'kubecast.dev/transcoder:test',
  imagePullPolicy: 'IfNotPresent',
  objectStore: {
    endpoint: 'http://minio.kubecast-system.svc:9000',
    region: 'us-east-1',
    forcePathStyle: true,
    bucket: 'live-segments',
  },
  cpuRequestPercent: 50,
};
