import { streamPrefix } from '@kubecast/media/keys';
import { type RecordingName, recordingPrefix } from '@kubecast/media/recording-keys';
import type { StoreGrant } from './store-credentials.ts';

/** The buckets that a recorder works with. */
export interface RecorderBuckets {
  readonly segments: string;
  readonly recordings: string;
}

/** What a recorder may do: read what its stream left, and anything with its own Recording's objects. */
export const recorderAccess = ({ segments, recordings }: RecorderBuckets, recording: RecordingName): StoreGrant => ({
  holder: `${recording.namespace}/${recording.recording}`,
  access: [
    { bucket: segments, prefix: streamPrefix(recording), verbs: ['read', 'list'] },
    { bucket: recordings, prefix: recordingPrefix(recording), verbs: ['read', 'write', 'delete', 'list'] },
  ],
});
