/**
 * An open session that nobody records, such as one that runs around the clock, keeps what viewers can wind back to and what
 * is not old enough yet; older segments go.
 */
import { liveStreamConditions, reconcilingReasons } from '@kubecast/crds/conditions';
import type { LiveStream } from '@kubecast/crds/livestream';
import { parseInitName, parseSegmentName, streamPrefix } from '@kubecast/media/keys';
import type { ListedObject } from '@kubecast/media/object-store';
import { listSession, type SessionListing } from '@kubecast/media/session-listing';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import { deleteKeys } from './delete-keys.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { isStillUnneeded, observeNeeds, type SweptSession } from './session-needs.ts';
import { needReason } from './session-verdict.ts';

type Needs = Pick<RetentionDependencies, 'client' | 'segments' | 'videos' | 'results' | 'pause'>;

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

/** The first epoch of each rendition whose segments stay. */
const firstEpochs = (listing: SessionListing, beforeMs: number): ReadonlyMap<string, number> =>
  new Map(
    [...listing].flatMap(([rendition, { segments }]) => {
      const kept = segments.find(({ startUnixMs, durationMs }) => startUnixMs + durationMs >= beforeMs);
      return kept ? [[rendition, kept.epoch] as const] : [];
    }),
  );

/** What of a session may go. Pure. */
export const isTrimmed = (
  beforeMs: number,
  firstEpochOf: ReadonlyMap<string, number>,
): ((object: Pick<ListedObject, 'key' | 'modifiedMs'>) => boolean) => {
  return ({ key, modifiedMs }) => {
    const [fileName = '', rendition = ''] = key.split('/').toReversed();
    const segment = parseSegmentName(fileName);
    const isOld = segment !== undefined && segment.startUnixMs + segment.durationMs < beforeMs;
    const epoch = segment?.epoch ?? parseInitName(fileName);
    if (segment) return isOld && modifiedMs < beforeMs;
    return epoch !== undefined && epoch < (firstEpochOf.get(rendition) ?? 0);
  };
};

/** How many objects were deleted: none while anything wants the whole session. Throws ApiError and the store's errors. */
export const trimSession = async (
  needs: Needs,
  session: SweptSession,
  beforeMs: number,
  signal: AbortSignal,
): Promise<number> => {
  const sessionNeeds = await observeNeeds(needs, session, signal);
  if (sessionNeeds.recorded || needReason(sessionNeeds) !== undefined) return 0;
  const { segments: store, pause } = needs;
  const mayGoOn = () => isStillUnneeded(needs, session, signal);
  const listing = await listSession(store, session.stream, session.logged.id, signal);
  const prefix = `${streamPrefix(session.stream)}${session.logged.id}/`;
  const isMeant = isTrimmed(beforeMs, firstEpochs(listing, beforeMs));
  const { deleted } = await deleteKeys({ store, mayGoOn, pause, signal }, prefix, isMeant);
  return deleted;
};
