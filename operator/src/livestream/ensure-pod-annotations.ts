import { annotations, fieldManager } from '@kubecast/crds/names';
import { isNotFound } from '@kubecast/runtime/api-error';
import { pods } from '@kubecast/runtime/core-kinds';
import { isRunning, sessionOf } from './feed-observation.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import type { ObservedPod } from './pod-action.ts';

type AnnotationPatch = Readonly<Record<string, string | null>>;

/** Pure: what to change in a pod's annotations; undefined is nothing. */
export const annotationPatch = (pod: ObservedPod, streamId: string | undefined): AnnotationPatch | undefined => {
  const current = pod.pod.metadata.annotations ?? {};
  const patch: Record<string, string | null> = {};
  if (streamId !== undefined && current[annotations.streamId] !== streamId) patch[annotations.streamId] = streamId;
  // A feed that is not heard changes nothing: what was said of the pod stands.
  if (pod.feed.status === 'known') {
    const protect = isRunning(sessionOf(pod.feed)) ? 'false' : undefined;
    if (current[annotations.safeToEvict] !== protect) patch[annotations.safeToEvict] = protect ?? null;
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
};

/**
 * Ensures what may change under a running pod: the stream id that it announces (the kubelet also refreshes the mounted
 * Secrets at once when a pod changes), and that the cluster autoscaler leaves its node alone while a session runs.
 */
export const ensurePodAnnotations = async (
  { client }: LiveStreamDependencies,
  { pod, streamId }: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const patch = pod && annotationPatch(pod, streamId);
  if (!pod || !patch) return;
  const { namespace, name } = pod.pod.metadata;
  const change = { metadata: { uid: pod.uid, annotations: patch } };
  try {
    await client.mergePatch(pods, { namespace, name }, { patch: change, fieldManager, signal });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
};
