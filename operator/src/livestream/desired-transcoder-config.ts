/** The document that the agent in the pod reads: the LiveStream's spec in the agent's terms. */

import type { LiveStream } from '@kubecast/crds/livestream';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import type { StreamSettings } from './stream-settings.ts';

const mebibyte = 1024 * 1024;

/** Absent where the highest is recorded, as mostly: pods of such streams need no change. */
const recordedRendition = ({
  recording,
  renditions,
}: LiveStream['spec']): Pick<TranscoderConfig, 'recordedRendition'> =>
  recording.mode === 'Always' && recording.rendition !== undefined && recording.rendition !== renditions[0]?.name
    ? { recordedRendition: recording.rendition }
    : {};

/** `spoolMebibytes` is the `sizeLimit` of the spool's volume. */
export const desiredTranscoderConfig = (
  { metadata, spec }: LiveStream,
  settings: StreamSettings,
  spoolMebibytes: number,
): TranscoderConfig => ({
  namespace: metadata.namespace,
  stream: metadata.name,
  liveStreamUid: metadata.uid,
  srtLatencyMs: spec.ingest.srt.latencyMilliseconds,
  renditions: spec.renditions.map(({ name, height, videoBitrateKbps, audioBitrateKbps }) => ({
    name,
    height,
    videoBitrateKbps,
    audioBitrateKbps,
  })),
  preset: spec.encoding.preset,
  segmentSeconds: spec.packaging.segmentSeconds,
  partMs: spec.packaging.partMilliseconds,
  dvrWindowSeconds: spec.packaging.dvrWindowSeconds,
  graceSeconds: spec.reconnect.graceSeconds,
  recording: spec.recording.mode === 'Always',
  ...recordedRendition(spec),
  objectStore: settings.objectStore,
  spoolLimitBytes: spoolMebibytes * mebibyte,
});
