/** What log and bucket say of one session, read at one time. */
import { type EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import { parseInitName, parseSegmentName, streamPrefix } from '@kubecast/media/keys';
import { loggedSessions } from '@kubecast/media/logged-sessions';
import type { ListedObject, ObjectStore } from '@kubecast/media/object-store';
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import type { PlannedSegment } from './recording-plan.ts';

/** One rendition as it is listed. */
export interface ListedRung {
  /** In key order: by epoch, then by number. */
  readonly segments: readonly PlannedSegment[];
  /** Keys, by epoch. */
  readonly inits: ReadonlyMap<number, string>;
}

export interface SessionSnapshot {
  /** The session's entries of the log, ascending, its end among them. */
  readonly entries: readonly EpochEntry[];
  /** True: no more media will come. Also where the log has forgotten the session: nobody could add to it. */
  readonly closed: boolean;
  /** By rendition. */
  readonly rungs: ReadonlyMap<string, ListedRung>;
}

export type SessionAddress = Pick<RecorderConfig, 'namespace' | 'stream' | 'session'>;

interface Rung {
  readonly segments: PlannedSegment[];
  readonly inits: Map<number, string>;
}

const take = ({ segments, inits }: Rung, fileName: string, { key, size }: ListedObject): void => {
  const segment = parseSegmentName(fileName);
  const init = parseInitName(fileName);
  if (segment) segments.push({ ...segment, key, sizeBytes: size });
  if (init !== undefined && size > 0) inits.set(init, key);
};

/** Sorts listed objects below `prefix`, `<namespace>/<stream>/<session>/`, by rendition. Keys of other things are skipped. */
export const readRungs = (objects: Iterable<ListedObject>, prefix: string): ReadonlyMap<string, ListedRung> => {
  const rungs = new Map<string, Rung>();
  for (const object of objects) {
    const [rendition = '', fileName = ''] = object.key.slice(prefix.length).split('/');
    const rung = rungs.get(rendition) ?? { segments: [], inits: new Map() };
    rungs.set(rendition, rung);
    take(rung, fileName, object);
  }
  return rungs;
};

const readsAtOnce = 16;

const readEntries = async (log: EpochLog, epochs: readonly number[], signal: AbortSignal) => {
  const entries: EpochEntry[] = [];
  for (let from = 0; from < epochs.length; from += readsAtOnce) {
    const read = await Promise.all(epochs.slice(from, from + readsAtOnce).map((epoch) => log.read(epoch, signal)));
    entries.push(...read.filter((entry) => entry !== undefined));
  }
  return entries;
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
