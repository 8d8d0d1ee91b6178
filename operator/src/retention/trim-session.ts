/**
 * An open session that nobody records, such as one that runs around the clock, keeps what viewers can wind back to and what
 * is not old enough yet; older segments go.
 */
import { liveStreamConditions, reconcilingReasons } from '@kubecast/crds/conditions';
import type { LiveStream } from '@kubecast/crds/livestream';
import { parseInitName, parseSegmentName, type SegmentName, streamPrefix } from '@kubecast/media/keys';
import type { ListedObject } from '@kubecast/media/object-store';
import { listSession, playableSegments, type SessionListing } from '@kubecast/media/session-listing';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import { deleteKeys } from './delete-keys.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { isStillUnneeded, type SweptSession } from './session-needs.ts';

type Needs = Pick<RetentionDependencies, 'client' | 'segments' | 'pause' | 'deleted'>;

/** Players that are a little behind, uploads that come late, clocks that differ. */
const slackMs = 600_000;

/**
 * Segments that ended before may go, Unix milliseconds; undefined while the pod may have another window than the spec says.
 */
export const trimBeforeMs = (
  { spec, status }: LiveStream,
  { nowMs, retentionMs }: { readonly nowMs: number; readonly retentionMs: number },
): number | undefined => {
  const reconciling = findCondition(parseConditions(status?.conditions), liveStreamConditions.reconciling);
  if (reconciling?.reason === reconcilingReasons.changeWaits) return undefined;
  return nowMs - Math.max(retentionMs, spec.packaging.dvrWindowSeconds * 1000 + slackMs);
};

/** What stays of a rendition. */
export interface KeptRung {
  /** The first epoch whose segments stay. */
  readonly firstEpoch: number;
  /** Numbers go on behind it: however old it is, it stays. */
  readonly newest: Pick<SegmentName, 'epoch' | 'sequence'>;
}

/** By rendition; without those that have no segment. Pure. */
export const keptRungs = (listing: SessionListing, beforeMs: number): ReadonlyMap<string, KeptRung> =>
  new Map(
    [...listing].flatMap(([rendition, rung]) => {
      const newest = playableSegments(rung).at(-1) ?? rung.segments.at(-1);
      const kept = rung.segments.find(({ startUnixMs, durationMs }) => startUnixMs + durationMs >= beforeMs);
      return newest ? [[rendition, { newest, firstEpoch: Math.min(kept?.epoch ?? newest.epoch, newest.epoch) }]] : [];
    }),
  );

const isSame = (segment: SegmentName, newest: KeptRung['newest'] | undefined): boolean =>
  segment.epoch === newest?.epoch && segment.sequence === newest.sequence;

/** What of a session may go. Pure. */
export const isTrimmed = (
  beforeMs: number,
  kept: ReadonlyMap<string, KeptRung>,
): ((object: Pick<ListedObject, 'key' | 'modifiedMs'>) => boolean) => {
  return ({ key, modifiedMs }) => {
    const [fileName = '', rendition = ''] = key.split('/').toReversed();
    const segment = parseSegmentName(fileName);
    if (segment) {
      const isOld = segment.startUnixMs + segment.durationMs < beforeMs && modifiedMs < beforeMs;
      return isOld && !isSame(segment, kept.get(rendition)?.newest);
    }
    const epoch = parseInitName(fileName);
    return epoch !== undefined && epoch < (kept.get(rendition)?.firstEpoch ?? 0);
  };
};

/** How many objects of a session that nothing wants whole were deleted. Throws ApiError and the store's errors. */
export const trimSession = async (
  needs: Needs,
  session: SweptSession,
  beforeMs: number,
  signal: AbortSignal,
): Promise<number> => {
  const { segments: store, pause, deleted: tell } = needs;
  const mayGoOn = () => isStillUnneeded(needs, session, signal);
  const listing = await listSession(store, session.stream, session.logged.id, signal);
  const prefix = `${streamPrefix(session.stream)}${session.logged.id}/`;
  const isMeant = isTrimmed(beforeMs, keptRungs(listing, beforeMs));
  const { deleted } = await deleteKeys({ store, mayGoOn, deleted: tell, pause, signal }, prefix, isMeant);
  return deleted;
};
