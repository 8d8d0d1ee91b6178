import { annotations, fieldManager } from '@kubecast/crds/names';
import { isNotFound } from '@kubecast/runtime/api-error';
import { pods } from '@kubecast/runtime/core-kinds';
import { isRunning, sessionOf } from './feed-observation.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import type { ObservedPod } from './pod-action.ts';

type AnnotationPatch = Readonly<Record<string, string | null>>;

/** What the annotations should be: null is not there, undefined is not known. */
const desiredAnnotations = (
  { feed }: ObservedPod,
  { streamId, credentialsVersion }: Pick<LiveStreamScope, 'streamId' | 'credentialsVersion'>,
): Readonly<Record<string, string | null | undefined>> => ({
  [annotations.streamId]: streamId,
  [annotations.credentialsVersion]: credentialsVersion,
  // A feed that is not heard changes nothing: what was said of the pod stands.
  ...(feed.status === 'known' && { [annotations.safeToEvict]: isRunning(sessionOf(feed)) ? 'false' : null }),
});

/** Pure: what to change in a pod's annotations; undefined is nothing. */
export const annotationPatch = (
  pod: ObservedPod,
  credentials: Pick<LiveStreamScope, 'streamId' | 'credentialsVersion'>,
): AnnotationPatch | undefined => {
  const current = pod.pod.metadata.annotations ?? {};
  const patch: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(desiredAnnotations(pod, credentials))) {
    if (value !== undefined && (current[name] ?? null) !== value) patch[name] = value;
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
};

/**
 * Ensures what may change under a running pod: the stream id that it announces, the version of its credentials (the kubelet
 * refreshes the mounted Secrets at once when a pod changes, so that a new passphrase counts within a second), and that the
 * cluster autoscaler leaves its node alone while a session runs.
 */
export const ensurePodAnnotations = async (
  { client }: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const { pod } = scope;
  const patch = pod && annotationPatch(pod, scope);
  if (!pod || !patch) return;
  const { namespace, name } = pod.pod.metadata;
  const change = { metadata: { uid: pod.uid, annotations: patch } };
  try {
    await client.mergePatch(pods, { namespace, name }, { patch: change, fieldManager, signal });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
};
