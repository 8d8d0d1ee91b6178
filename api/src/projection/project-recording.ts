/** The row of a Recording, as `project-live-stream.ts` for a LiveStream. */
import { recordingConditions, recordingReasons } from '@kubecast/crds/conditions';
import type { Recording } from '@kubecast/crds/recording';
import type { Logger } from '@kubecast/media/logger';
import { findCondition, isConditionTrue } from '@kubecast/runtime/condition';
import type { Queryable } from '../database/queryable.ts';
import { logForeignOwner, ownerIdFor } from './owner-id.ts';
import { type ProjectedRow, projectedRows } from './projected-rows-repository.ts';
import { storableJson, storableText, storableTime, storableVersion } from './storable.ts';

/** `recordings` as `0001-recordings.sql` has it, without what Postgres keeps by itself. */
export interface RecordingRow extends ProjectedRow {
  readonly stream_name: string;
  readonly session_id: string;
  readonly owner_id: string | null;
  readonly title: string;
  readonly visibility: 'public' | 'private';
  readonly range_from: Date | null;
  readonly range_to: Date | null;
  readonly state: 'waiting' | 'working' | 'complete' | 'failed';
  readonly reason: string;
  readonly message: string;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly duration_seconds: number | null;
  readonly size_bytes: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly segments: number | null;
  readonly missing_segments: number | null;
  /** JSON. */
  readonly gaps: string;
  readonly created_at: Date | null;
  readonly generation: number;
}

/** The table `recordings`. */
export const recordingRows = projectedRows<RecordingRow>('recordings', [
  'id',
  'namespace',
  'name',
  'stream_name',
  'session_id',
  'owner_id',
  'title',
  'visibility',
  'range_from',
  'range_to',
  'state',
  'reason',
  'message',
  'started_at',
  'ended_at',
  'duration_seconds',
  'size_bytes',
  'width',
  'height',
  'segments',
  'missing_segments',
  'gaps',
  'created_at',
  'generation',
  'resource_version',
]);

const workingReasons: ReadonlySet<string> = new Set([recordingReasons.assembling, recordingReasons.retrying]);

const progressColumns = ({ status }: Recording): Pick<RecordingRow, 'state' | 'reason' | 'message'> => {
  const conditions = status?.conditions ?? [];
  const ready = findCondition(conditions, recordingConditions.ready);
  const told = { reason: ready?.reason ?? recordingReasons.waiting, message: storableText(ready?.message ?? '') };
  if (isConditionTrue(conditions, recordingConditions.complete)) return { state: 'complete', ...told };
  if (isConditionTrue(conditions, recordingConditions.failed)) return { state: 'failed', ...told };
  return { state: workingReasons.has(told.reason) ? 'working' : 'waiting', ...told };
};

/** Both or none. */
const rangeColumns = ({ spec }: Recording): Pick<RecordingRow, 'range_from' | 'range_to'> => {
  const from = storableTime(spec.range?.from);
  const to = storableTime(spec.range?.to);
  return from && to ? { range_from: from, range_to: to } : { range_from: null, range_to: null };
};

const resultColumns = ({ status }: Recording) => ({
  started_at: storableTime(status?.startedAt),
  ended_at: storableTime(status?.endedAt),
  duration_seconds: status?.durationSeconds ?? null,
  size_bytes: status?.sizeBytes ?? null,
  width: status?.width ?? null,
  height: status?.height ?? null,
  segments: status?.segments ?? null,
  missing_segments: status?.missingSegments ?? null,
  gaps: storableJson(status?.gaps ?? []),
});

/** Its own title, else the stream's name. */
export const recordingTitle = ({ spec }: Recording): string =>
  storableText(spec.title ?? '').trim() || spec.source.liveStream;

/** Pure: the same object gives the same row. */
export const recordingRowFor = (object: Recording): RecordingRow => {
  const { metadata, spec } = object;
  return {
    id: metadata.uid,
    namespace: metadata.namespace,
    name: metadata.name,
    stream_name: spec.source.liveStream,
    session_id: spec.source.session,
    owner_id: ownerIdFor(spec.owner),
    title: recordingTitle(object),
    visibility: spec.visibility === 'Private' ? 'private' : 'public',
    ...rangeColumns(object),
    ...progressColumns(object),
    ...resultColumns(object),
    created_at: storableTime(metadata.creationTimestamp),
    generation: metadata.generation,
    resource_version: storableVersion(metadata.resourceVersion),
  };
};

/** Deletes the row of a Recording that is gone; none being there is no error. */
export const forgetRecording = (pool: Queryable, uid: string): Promise<void> => recordingRows.forget(pool, uid);

/**
 * Makes the row say what `object` says, unless it says something newer already. One that is being deleted, which nothing can stop,
 * has no row any more: its objects may take a while. Throws what `pg` throws.
 */
export const projectRecording = async (pool: Queryable, object: Recording, log?: Logger): Promise<void> => {
  const { namespace, name, uid, deletionTimestamp } = object.metadata;
  if (deletionTimestamp !== undefined) return forgetRecording(pool, uid);
  logForeignOwner(log, object.spec.owner, { kind: 'Recording', namespace, name });
  await recordingRows.write(pool, recordingRowFor(object));
};
