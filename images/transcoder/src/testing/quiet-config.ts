/** A stream's configuration for tests that start no encoder and reach no object store. */
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';

export const quietConfig: TranscoderConfig = {
  namespace: 'live',
  stream: 'test',
  liveStreamUid: 'uid-1',
  srtLatencyMs: 120,
  renditions: [],
  preset: 'ultrafast',
  segmentSeconds: 2,
  partMs: 0,
  dvrWindowSeconds: 60,
  graceSeconds: 60,
  recording: true,
  objectStore: { endpoint: 'http://127.0.0.1:1', region: 'nowhere', forcePathStyle: true, bucket: 'absent' },
  spoolLimitBytes: 1_000_000,
};
