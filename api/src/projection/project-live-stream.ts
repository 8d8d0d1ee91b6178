/**
 * The row of a LiveStream. Handlers call `projectLiveStream` with what the API server answered, so that the next list shows
 * it; the projection calls it for everything else.
 */
import { liveReasons, liveStreamConditions } from '@kubecast/crds/conditions';
import type { LiveStream } from '@kubecast/crds/livestream';
import { annotations } from '@kubecast/crds/names';
import type { Logger } from '@kubecast/media/logger';
import { type Condition, findCondition, isConditionTrue } from '@kubecast/runtime/condition';
import type { Pool } from 'pg';
import { logForeignOwner, ownerIdFor } from './owner-id.ts';
import { type ProjectedRow, projectedRows } from './projected-rows-repository.ts';
import { storableJson, storableText, storableTime, storableVersion } from './storable.ts';

/** `streams` as `0001-streams.sql` has it, without what Postgres keeps by itself. */
export interface StreamRow extends ProjectedRow {
  readonly owner_id: string | null;
  readonly title: string;
  readonly visibility: 'public' | 'private';
  readonly state: 'offline' | 'live' | 'reconnecting';
  readonly is_ready: boolean;
  readonly is_suspended: boolean;
  readonly session_id: string | null;
  readonly session_started_at: Date | null;
  readonly session_ended_at: Date | null;
  readonly available_qualities: readonly string[];
  /** JSON. */
  readonly conditions: string;
  readonly created_at: Date | null;
  readonly generation: number;
}

/** The table `streams`. */
export const streamRows = projectedRows<StreamRow>('streams', [
  'id',
  'namespace',
  'name',
  'owner_id',
  'title',
  'visibility',
  'state',
  'is_ready',
  'is_suspended',
  'session_id',
  'session_started_at',
  'session_ended_at',
  'available_qualities',
  'conditions',
  'created_at',
  'generation',
  'resource_version',
]);

/**
 * While the pod cannot be heard, an open session counts as live: media does not wait for control, and a viewer who comes
 * then can watch.
 */
const stateOf = ({ status }: LiveStream): StreamRow['state'] => {
  const live = findCondition(status?.conditions ?? [], liveStreamConditions.live);
  if (live?.status === 'True') return 'live';
  if (live?.reason === liveReasons.reconnecting) return 'reconnecting';
  const isOpen = status?.session !== undefined && status.session.endedAt === undefined;
  return live?.status === 'Unknown' && isOpen ? 'live' : 'offline';
};

const conditionOf = ({ type, status, reason, message, lastTransitionTime }: Condition): Condition => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime,
});

const sessionColumns = ({ status }: LiveStream) => ({
  session_id: status?.session?.id ?? null,
  session_started_at: storableTime(status?.session?.startedAt),
  session_ended_at: storableTime(status?.session?.endedAt),
  available_qualities: status?.session?.renditions ?? [],
});

/** Pure: the same object gives the same row. */
export const streamRowFor = (object: LiveStream): StreamRow => {
  const { metadata, spec, status } = object;
  const conditions = status?.conditions ?? [];
  return {
    id: metadata.uid,
    namespace: metadata.namespace,
    name: metadata.name,
    owner_id: ownerIdFor(metadata.annotations?.[annotations.owner]),
    title: storableText(spec.title ?? '').trim() || metadata.name,
    visibility: spec.visibility === 'Private' ? 'private' : 'public',
    state: stateOf(object),
    is_ready: isConditionTrue(conditions, liveStreamConditions.ready),
    is_suspended: spec.suspend === true,
    ...sessionColumns(object),
    conditions: storableJson(conditions.map(conditionOf)),
    created_at: storableTime(metadata.creationTimestamp),
    generation: metadata.generation,
    resource_version: storableVersion(metadata.resourceVersion),
  };
};

/** Makes the row say what `object` says, unless it says something newer already. Throws what `pg` throws. */
export const projectLiveStream = async (pool: Pool, object: LiveStream, log?: Logger): Promise<void> => {
  const { namespace, name } = object.metadata;
  logForeignOwner(log, object.metadata.annotations?.[annotations.owner], { kind: 'LiveStream', namespace, name });
  await streamRows.write(pool, streamRowFor(object));
};

/** Deletes the row of a LiveStream that is gone; none being there is no error. */
export const forgetLiveStream = (pool: Pool, uid: string): Promise<void> => streamRows.forget(pool, uid);
