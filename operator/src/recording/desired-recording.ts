/** The Recording that is made by itself for a session. Its name says which session it is of, so that making it twice is one. */
import type { LiveStream } from '@kubecast/crds/livestream';
import { annotations, apiVersion, liveStreamLabel, recordingFinalizer, shardLabel } from '@kubecast/crds/names';
import { type RecordingSpecInput, recordingKind } from '@kubecast/crds/recording';
import type { StreamName } from '@kubecast/media/keys';
import { sessionRecordingName } from '@kubecast/media/recording-keys';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';

/** A Recording as it is sent: the API server fills in the rest. */
export type NewRecording = KubernetesObject & { readonly spec: RecordingSpecInput };

/** Of `spec.owner`. What is longer is no id of ours. */
const maxOwnerLength = 128;

const ownerOf = ({ metadata }: LiveStream): string | undefined => {
  const owner = metadata.annotations?.[annotations.owner];
  return owner && owner.length <= maxOwnerLength ? owner : undefined;
};

/** What a Recording takes from its stream. */
export interface RecordedStream extends StreamName {
  /** Of the LiveStream's label `kubecast.dev/shard`; absent without one. */
  readonly shard?: string | undefined;
  readonly spec: Pick<RecordingSpecInput, 'title' | 'visibility' | 'owner' | 'retentionDays' | 'rendition'>;
}

/** A LiveStream that is there. */
export const recordedStreamOf = (liveStream: LiveStream): RecordedStream => {
  const { metadata, spec } = liveStream;
  const owner = ownerOf(liveStream);
  return {
    namespace: metadata.namespace,
    stream: metadata.name,
    shard: metadata.labels?.[shardLabel],
    spec: {
      visibility: spec.visibility,
      ...(spec.title !== undefined && { title: spec.title }),
      ...(owner !== undefined && { owner }),
      ...(spec.recording.retentionDays !== undefined && { retentionDays: spec.recording.retentionDays }),
      ...(spec.recording.rendition !== undefined && { rendition: spec.recording.rendition }),
    },
  };
};

/** A stream whose LiveStream was deleted before its Recording was made: nobody knows who may watch, so nobody may. */
export const departedStream = (stream: StreamName, shard: string | undefined): RecordedStream => ({
  ...stream,
  shard,
  spec: { visibility: 'Private' },
});

/** As created: without an owner reference, since it outlives its LiveStream. */
export const desiredSessionRecording = (
  { namespace, stream, shard, spec }: RecordedStream,
  session: string,
): NewRecording => ({
  apiVersion,
  kind: recordingKind.kind,
  metadata: {
    namespace,
    name: sessionRecordingName(stream, session),
    labels: { [liveStreamLabel]: stream, ...(shard !== undefined && { [shardLabel]: shard }) },
    finalizers: [recordingFinalizer],
  },
  spec: { source: { liveStream: stream, session }, ...spec },
});
