/** A recorder's configuration for tests. */
import { type RecorderConfig, recorderConfigSchema } from '@kubecast/media/recorder-config';

/** Valid, of a whole session; `change` replaces parts of it. */
export const recorderConfig = (change: Partial<RecorderConfig> = {}): RecorderConfig =>
  recorderConfigSchema.parse({
    namespace: 'live',
    stream: 'demo',
    session: '20260102-030405-abcd',
    recording: 'demo-20260102-030405-abcd',
    objectStore: { endpoint: 'http://127.0.0.1:9', region: 'us-east-1', forcePathStyle: true, bucket: 'live' },
    recordingsBucket: 'recordings',
    workLimitBytes: 1024 ** 3,
    ...change,
  });
