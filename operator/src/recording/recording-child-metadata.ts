/** What every object made for a Recording is called and carries. */
import { liveStreamLabel, managedBy, recorderComponent, recordingLabel } from '@kubecast/crds/names';
import type { Recording } from '@kubecast/crds/recording';
import type { RecordingName } from '@kubecast/media/recording-keys';
import { sessionRecordingName } from '@kubecast/media/recording-keys';
import { controllerReference, type NamedObjectMeta } from '@kubecast/runtime/kubernetes-object';

/** The Secret of the recorder. */
export const recorderSecretName = (recording: string): string => `${recording}-recorder`;

/** Where its objects are. */
export const recordingNameOf = ({ metadata, spec }: Recording): RecordingName => ({
  namespace: metadata.namespace,
  stream: spec.source.liveStream,
  session: spec.source.session,
  recording: metadata.name,
});

/** True for the one that is made by itself for its session, whoever made it. A clip by that name is none. */
export const isOfWholeSession = ({ metadata, spec }: Recording): boolean =>
  spec.range === undefined && metadata.name === sessionRecordingName(spec.source.liveStream, spec.source.session);

/** Selects the children of all Recordings. */
export const recorderSelector = `app.kubernetes.io/managed-by=${managedBy},app.kubernetes.io/component=${recorderComponent},${recordingLabel}`;

/** Every child's labels, its pods' too. */
export const recorderLabels = ({ metadata, spec }: Recording): Record<string, string> => ({
  'app.kubernetes.io/name': 'kubecast',
  'app.kubernetes.io/component': recorderComponent,
  'app.kubernetes.io/managed-by': managedBy,
  [recordingLabel]: metadata.name,
  [liveStreamLabel]: spec.source.liveStream,
});

/** A child's metadata: the Recording controls it. */
export const recorderMetadata = (recording: Recording, name: string): NamedObjectMeta => ({
  name,
  namespace: recording.metadata.namespace,
  labels: recorderLabels(recording),
  ownerReferences: [controllerReference(recording)],
});
