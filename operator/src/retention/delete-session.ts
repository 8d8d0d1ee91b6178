/**
 * Deletes the media of a session that nothing needs: first what names its segments, then these, then what they need to be
 * played. Whatever keeps it from ending, the next sweep goes on where it was.
 */
import { EpochLog } from '@kubecast/media/epoch-log';
import { mediaFileKind, streamPrefix } from '@kubecast/media/keys';
import { type Deletion, deleteKeys } from './delete-keys.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { isStillUnneeded, type SweptSession } from './session-needs.ts';
import type { KeepReason } from './session-verdict.ts';

type Needs = Pick<RetentionDependencies, 'client' | 'segments' | 'pause' | 'deleted'>;

/** A session to be deleted. */
export interface DeletedSession extends SweptSession {
  /** That the stream has playlists for in the bucket. */
  readonly renditions: readonly string[];
}

/** `objects` were deleted. `kept`: why not all of them. */
export interface SessionDeletion {
  readonly objects: number;
  readonly kept?: Extract<KeepReason, 'succeeded' | 'recordingUnfinished'>;
}

const kindOf = (key: string) => mediaFileKind(key.slice(key.lastIndexOf('/') + 1));

const playlistKeys = ({ stream, renditions }: DeletedSession): readonly string[] =>
  renditions.map((rendition) => `${streamPrefix(stream)}${rendition}/playlist.m3u8`);

const isNaming = async ({ segments }: Needs, key: string, session: string, signal: AbortSignal) =>
  (await segments.read(key, { signal }))?.includes(session);

/** The stream's playlists, by whether they name the session's segments: renditions differ from session to session. */
const observePlaylists = async (needs: Needs, session: DeletedSession, signal: AbortSignal) => {
  const naming: string[] = [];
  const others: string[] = [];
  for (const key of playlistKeys(session)) {
    const isOwn = await isNaming(needs, key, session.logged.id, signal);
    if (isOwn !== undefined) (isOwn ? naming : others).push(key);
  }
  return { naming, others };
};

/** A newer session writes playlists of its own soon, and they must not be taken for the old ones. */
const isSucceeded = async ({ segments }: Needs, { stream, logged }: SweptSession, signal: AbortSignal) => {
  const newest = await new EpochLog(segments, stream).readLast(signal);
  return newest !== undefined && newest.session !== logged.id && !newest.end;
};

const deleteOne = async ({ segments, deleted }: Needs, key: string, signal: AbortSignal): Promise<void> => {
  await segments.delete(key, signal);
  deleted(1);
};

/** What names the playlists, and the picture. False: they are about to be another's. */
const deleteEntrance = async (needs: Needs, session: DeletedSession, signal: AbortSignal): Promise<boolean> => {
  for (const file of ['master.m3u8', 'thumbnail.jpg']) {
    if (await isSucceeded(needs, session, signal)) return false;
    await deleteOne(needs, streamPrefix(session.stream) + file, signal);
  }
  return true;
};

/**
 * Deletes the playlists that name the session, and what names these where there are no others: as soon as there are, it is a
 * newer session's. Resolves with how many; undefined: they are about to be another's.
 */
const deletePlaylists = async (needs: Needs, session: DeletedSession, signal: AbortSignal) => {
  const { naming, others } = await observePlaylists(needs, session, signal);
  if (naming.length === 0) return 0;
  // Before those that are named: what is left behind is found again by what it names.
  const isEntrance = others.length === 0;
  if (isEntrance && !(await deleteEntrance(needs, session, signal))) return undefined;
  let count = isEntrance ? 2 : 0;
  for (const key of naming) {
    // A newer session may have written it since.
    if (!(await isNaming(needs, key, session.logged.id, signal))) continue;
    await deleteOne(needs, key, signal);
    count += 1;
  }
  return count;
};

/** Segments, then what they need to be played. Nothing else: recordings may be in the same bucket. */
const deleteMedia = async (deletion: Deletion, { stream, logged }: SweptSession) => {
  const prefix = `${streamPrefix(stream)}${logged.id}/`;
  const media = await deleteKeys(deletion, prefix, ({ key }) => kindOf(key) === 'segment');
  if (!media.isWhole) return media;
  const inits = await deleteKeys(deletion, prefix, ({ key }) => kindOf(key) === 'init');
  return { deleted: media.deleted + inits.deleted, isWhole: inits.isWhole };
};

/** See the file header. Throws ApiError and the errors of the object store. */
export const deleteSession = async (
  needs: Needs,
  session: DeletedSession,
  signal: AbortSignal,
): Promise<SessionDeletion> => {
  const { segments: store, pause, deleted } = needs;
  const mayGoOn = () => isStillUnneeded(needs, session, signal);
  if (!(await mayGoOn())) return { objects: 0, kept: 'recordingUnfinished' };
  const playlists = await deletePlaylists(needs, session, signal);
  if (playlists === undefined) return { objects: 0, kept: 'succeeded' };
  const media = await deleteMedia({ store, mayGoOn, pause, deleted, signal }, session);
  return {
    objects: playlists + media.deleted,
    ...(!media.isWhole && { kept: 'recordingUnfinished' }),
  };
};
