import { fieldManager } from '@kubecast/crds/names';
import { applyObject } from '@kubecast/runtime/apply';
import { listAll } from '@kubecast/runtime/client-list';
import { type Service, services } from '@kubecast/runtime/core-kinds';
import { assertThere } from './assert-there.ts';
import { desiredService } from './desired-service.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { explainServiceRefusal, isNodePortTaken, nodePortHolder } from './service-refusal.ts';

/** Asked only after a refusal; one that may not be asked leaves the message without a name. */
const findHolder = async (
  { client }: LiveStreamDependencies,
  nodePort: number | undefined,
  signal: AbortSignal,
): Promise<Service | undefined> => {
  if (nodePort === undefined) return undefined;
  const { items } = await listAll(client, services, { signal });
  return nodePortHolder(items, nodePort);
};

const refusal = async (
  dependencies: LiveStreamDependencies,
  { liveStream }: LiveStreamScope,
  error: unknown,
  signal: AbortSignal,
): Promise<unknown> => {
  const { nodePort } = liveStream.spec.ingest.srt.service;
  const holder = isNodePortTaken(error)
    ? await findHolder(dependencies, nodePort, signal).catch(() => undefined)
    : undefined;
  return explainServiceRefusal(error, nodePort, holder);
};

/**
 * Ensures the Service `<name>-srt`.
 *
 * Sets `service`. Throws StalledError where its node port is taken or out of range.
 */
export const ensureService = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const desired = desiredService(scope.liveStream);
  if (!scope.service) await assertThere(dependencies, scope, signal);
  try {
    const request = { desired, live: scope.service, fieldManager, signal };
    const { object, outcome, difference } = await applyObject(dependencies.client, services, request);
    if (outcome !== 'unchanged') scope.log.info({ outcome, difference }, 'Applying the Service');
    scope.service = object;
  } catch (error) {
    throw await refusal(dependencies, scope, error, signal);
  }
};
