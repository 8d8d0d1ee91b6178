/** What log and bucket say of one session, read at one time. */
import { type EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import { streamPrefix } from '@kubecast/media/keys';
import { loggedSessions } from '@kubecast/media/logged-sessions';
import { mapTogether } from '@kubecast/media/map-together';
import type { ListedObject, ObjectStore } from '@kubecast/media/object-store';
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import { type ListedRung, readRungs } from '@kubecast/media/session-rungs';

export interface SessionSnapshot {
  /** The session's entries of the log, ascending, its end among them. */
  readonly entries: readonly EpochEntry[];
  /** True: no more media will come. Also where the log has forgotten the session: nobody could add to it. */
  readonly closed: boolean;
  /** By rendition. */
  readonly rungs: ReadonlyMap<string, ListedRung>;
}

export type SessionAddress = Pick<RecorderConfig, 'namespace' | 'stream' | 'session'>;

const readsAtOnce = 16;

const readEntries = async (log: EpochLog, epochs: readonly number[], signal: AbortSignal) => {
  const read = await mapTogether(epochs, readsAtOnce, signal, (epoch, ending) => log.read(epoch, ending));
  return read.filter((entry) => entry !== undefined);
};

const observeLog = async (store: ObjectStore, { session, ...stream }: SessionAddress, signal: AbortSignal) => {
  const log = new EpochLog(store, stream);
  for await (const logged of loggedSessions(log, { signal })) {
    if (logged.id !== session) continue;
    return { entries: await readEntries(log, logged.epochs, signal), closed: logged.closedMs !== undefined };
  }
  return { entries: [], closed: true };
};

/** The log is read before the bucket: what a closed session has is then listed whole. Throws the errors of both. */
export const observeSession = async (
  store: ObjectStore,
  { namespace, stream, session }: SessionAddress,
  signal: AbortSignal,
): Promise<SessionSnapshot> => {
  const logged = await observeLog(store, { namespace, stream, session }, signal);
  const prefix = `${streamPrefix({ namespace, stream })}${session}/`;
  const objects: ListedObject[] = [];
  for await (const object of store.list(prefix, { signal })) objects.push(object);
  return { ...logged, rungs: readRungs(objects, prefix) };
};
