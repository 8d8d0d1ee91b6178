/** What every object made for a LiveStream is called and carries. */

import type { LiveStream } from '@kubecast/crds/livestream';
import { liveStreamLabel, managedBy, transcoderComponent } from '@kubecast/crds/names';
import { ingestSecretName } from '@kubecast/media/ingest-secret';
import { controllerReference, type NamedObjectMeta } from '@kubecast/runtime/kubernetes-object';

/** The Secret with the pod's tokens and object-store credentials. */
export const transcoderSecretName = (stream: string): string => `${stream}-transcoder`;

/** The Service in front of the pod. */
export const serviceName = (stream: string): string => `${stream}-srt`;

/** The Secret that holds the stream's SRT credentials: a person's, or else the operator's. */
export const credentialsSecretName = ({ metadata, spec }: LiveStream): string =>
  spec.ingest.srt.credentialsSecretRef?.name ?? ingestSecretName(metadata.name);

/** Every child's labels. */
export const childLabels = (stream: string): Record<string, string> => ({
  'app.kubernetes.io/name': 'kubecast',
  'app.kubernetes.io/component': transcoderComponent,
  'app.kubernetes.io/managed-by': managedBy,
  [liveStreamLabel]: stream,
});

/** Selects the children of all streams. */
export const childSelector = `app.kubernetes.io/managed-by=${managedBy},app.kubernetes.io/component=${transcoderComponent},${liveStreamLabel}`;

/** A child's metadata: the LiveStream controls it, so that Kubernetes deletes it with the LiveStream, and nobody else adopts it. */
export const childMetadata = (liveStream: LiveStream, name: string): NamedObjectMeta => ({
  name,
  namespace: liveStream.metadata.namespace,
  labels: childLabels(liveStream.metadata.name),
  ownerReferences: [controllerReference(liveStream)],
});
