/**
 * Deletes the media of a session that nothing needs: first what names its segments, then these, then what they need to be
 * played. Whatever keeps it from ending, the next sweep goes on where it was.
 */
import { EpochLog } from '@kubecast/media/epoch-log';
import { mediaFileKind, type StreamName, streamPrefix } from '@kubecast/media/keys';
import { type Deletion, deleteKeys } from './delete-keys.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { isStillUnneeded, type SweptSession } from './session-needs.ts';
import type { KeepReason } from './session-verdict.ts';

type Needs = Pick<RetentionDependencies, 'client' | 'segments' | 'pause'>;

/** A session to be deleted. */
export interface DeletedSession extends SweptSession {
  /** That the stream has playlists for in the bucket. */
  readonly renditions: readonly string[];
}

/** `objects` were deleted. `kept`: why not all of them. */
export interface SessionDeletion {
  readonly objects: number;
  readonly kept?: Extract<KeepReason, 'open' | 'recordingUnfinished'>;
}

const kindOf = (key: string) => mediaFileKind(key.slice(key.lastIndexOf('/') + 1));

const playlistKeys = ({ stream, renditions }: DeletedSession): readonly string[] =>
  renditions.map((rendition) => `${streamPrefix(stream)}${rendition}/playlist.m3u8`);

/** Those of the stream's playlists that name the session's segments. */
const namingPlaylists = async ({ segments }: Needs, session: DeletedSession, signal: AbortSignal) => {
  const naming: string[] = [];
  for (const key of playlistKeys(session)) {
    const playlist = await segments.read(key, { signal });
    if (playlist?.includes(session.logged.id)) naming.push(key);
  }
  return naming;
};

/** A newer session writes playlists of its own soon, and they must not be taken for the old ones. */
const isSucceeded = async ({ segments }: Needs, { stream, logged }: SweptSession, signal: AbortSignal) => {
  const newest = await new EpochLog(segments, stream).readLast(signal);
  return newest !== undefined && newest.session !== logged.id && !newest.end;
};

/** The stream's playlists and picture, where they are the session's; undefined: they are about to be another's. */
const deletePlaylists = async (needs: Needs, session: DeletedSession, signal: AbortSignal) => {
  const naming = await namingPlaylists(needs, session, signal);
  if (naming.length === 0) return 0;
  if (await isSucceeded(needs, session, signal)) return undefined;
  const prefix = streamPrefix(session.stream);
  // The one that names the others first: what is left behind is found again by what it names.
  const keys = [`${prefix}master.m3u8`, `${prefix}thumbnail.jpg`, ...naming];
  for (const key of keys) await needs.segments.delete(key, signal);
  return keys.length;
};

/** When the newest media of a session was stored, by the bucket's clock; 0 without any. Unix milliseconds. */
export const newestModifiedMs = async (
  { segments }: Pick<Needs, 'segments'>,
  stream: StreamName,
  session: string,
  signal: AbortSignal,
): Promise<number> => {
  let newest = 0;
  for await (const { key, modifiedMs } of segments.list(`${streamPrefix(stream)}${session}/`, { signal })) {
    if (kindOf(key)) newest = Math.max(newest, modifiedMs);
  }
  return newest;
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
  const { segments: store, pause } = needs;
  const mayGoOn = () => isStillUnneeded(needs, session, signal);
  if (!(await mayGoOn())) return { objects: 0, kept: 'recordingUnfinished' };
  const playlists = await deletePlaylists(needs, session, signal);
  if (playlists === undefined) return { objects: 0, kept: 'open' };
  const media = await deleteMedia({ store, mayGoOn, pause, signal }, session);
  return {
    objects: playlists + media.deleted,
    ...(!media.isWhole && { kept: 'recordingUnfinished' }),
  };
};
