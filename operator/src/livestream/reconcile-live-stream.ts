/**
 * The LiveStream controller: a LiveStream becomes an SRT endpoint with a transcoder pod behind it, and its status tells how
 * the stream does.
 *
 * Children, all controlled by the LiveStream and deleted with it by Kubernetes' garbage collector. There is no finalizer:
 * nothing outside the cluster has to go; what is in the object store is the record and stays. Its last session is ended in the
 * epoch log.
 *
 * | child | made | changed |
 * |---|---|---|
 * | Secret `<name>-ingest` | when the spec names no Secret | never |
 * | Secret `<name>-transcoder` | always | when tokens change or credentials are half through |
 * | Service `<name>-srt` | always | as the spec says |
 * | Pod `<name>-<suffix>` | unless suspended | replaced when the spec changed and nobody is live |
 *
 * Conditions: `crds/src/conditions.ts` names them, `status.ts` derives them.
 */
import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import { fieldManager } from '@kubecast/crds/names';
import type { Reconcile, ReconcileContext } from '@kubecast/runtime/controller';
import type { ReconcileResult } from '@kubecast/runtime/controller-outcome';
import { parseObjectKey } from '@kubecast/runtime/kubernetes-object';
import { patchStatus } from '@kubecast/runtime/status-patch';
import { endDeparted } from './end-departed.ts';
import { ensureIngestCredentials } from './ensure-ingest-credentials.ts';
import { ensurePod } from './ensure-pod.ts';
import { ensurePodAnnotations } from './ensure-pod-annotations.ts';
import { ensureService } from './ensure-service.ts';
import { ensureStreamId } from './ensure-stream-id.ts';
import { ensureSuspended } from './ensure-suspended.ts';
import { ensureTranscoderSecret } from './ensure-transcoder-secret.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { explainTermination } from './namespace-termination.ts';
import { nextLook } from './next-look.ts';
import { noticesFor } from './notices.ts';
import { observeScope } from './observe-scope.ts';
import { observeSessionEnd } from './observe-session-end.ts';
import { deriveStatus } from './status.ts';

/** Ensures one thing. Throws StalledError, WaitingError or anything else; the later steps then do not run. */
type Step = (dependencies: LiveStreamDependencies, scope: LiveStreamScope, signal: AbortSignal) => Promise<void>;

/**
 * In this order: each needs what those before it established. What a running pod needs to go on comes first, so that a
 * spec that stalls does not starve it.
 */
const steps: readonly Step[] = [
  ensureSuspended,
  ensureTranscoderSecret,
  ensureIngestCredentials,
  ensureStreamId,
  ensurePodAnnotations,
  ensureService,
  ensurePod,
];

const runSteps = async (dependencies: LiveStreamDependencies, scope: LiveStreamScope, signal: AbortSignal) => {
  try {
    for (const step of steps) await step(dependencies, scope, signal);
  } catch (error) {
    signal.throwIfAborted();
    scope.failure = explainTermination(error);
  }
};

const report = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  { signal }: ReconcileContext,
): Promise<void> => {
  const { client, settings, reported, recordEvents, now } = dependencies;
  const { liveStream } = scope;
  const status = deriveStatus(scope, settings, now());
  const outcome = await patchStatus(client, liveStreamKind, { object: liveStream, status, fieldManager, signal });
  if (outcome !== 'updated') return;
  reported.note(liveStream, status);
  recordEvents(liveStream, noticesFor(liveStream.status, status));
};

const reconcile = async (
  dependencies: LiveStreamDependencies,
  liveStream: LiveStream,
  context: ReconcileContext,
): Promise<ReconcileResult> => {
  const scope = observeScope(dependencies, liveStream, context.log);
  // A foreground deletion shows the LiveStream while its children go: they must not be made anew.
  if (!liveStream.metadata.deletionTimestamp) await runSteps(dependencies, scope, context.signal);
  await observeSessionEnd(dependencies, scope, context.signal);
  await report(dependencies, scope, context);
  return nextLook(scope, dependencies.now());
};

/** Makes the reconcile function. Of a key that names nothing any more, everything was owned; only its session may be open. */
export const createLiveStreamReconcile =
  (dependencies: LiveStreamDependencies): Reconcile =>
  async (key, context) => {
    const liveStream = dependencies.stores.liveStreams.get(parseObjectKey(key));
    if (!liveStream) {
      await endDeparted(dependencies, key, context.signal);
      return undefined;
    }
    return reconcile(dependencies, dependencies.reported.latest(liveStream), context);
  };
