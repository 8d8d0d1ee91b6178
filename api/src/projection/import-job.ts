/** Makes each Recording that is complete a video, once. Copies take their time: they have a queue of their own. */
import { isDeepStrictEqual } from 'node:util';
import type { Recording } from '@kubecast/crds/recording';
import type { Reconcile } from '@kubecast/runtime/controller';
import { enqueueChanges } from '@kubecast/runtime/controller-source';
import { type ObjectKey, objectKey } from '@kubecast/runtime/kubernetes-object';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';
import { importVideo } from './import-video.ts';
import { importableVideo, isImportable } from './importable-video.ts';
import { recordingsWithoutVideo } from './imported-videos-repository.ts';
import { isPrivateNow } from './is-private-now.ts';
import type { LeaderJob } from './leader-job.ts';
import type { Term } from './projection-parts.ts';
import { createQueuedWork } from './queued-work.ts';
import { sweepTask } from './sweep-task.ts';

/** The store copies; a third would only take from the first two. */
const concurrency = 2;
/** Of a video of hundreds of GiB. */
const timeoutMs = 12 * 3_600_000;

/** Those of a term that nothing can be done about for now: their own passes look again, or a change of the Recording. */
type Parked = Set<ObjectKey>;

const createImportReconciler = (term: Term): Reconcile => {
  const { dependencies, informers, projectionMetrics } = term;
  const { recordings, videos } = dependencies.stores;
  return async (key, context) => {
    const recording = informers.recordings.store.get(key);
    const importable = recording && importableVideo(recording, recordings.bucket);
    if (!importable) return undefined;
    const isPrivate = () => isPrivateNow(dependencies.cluster, recording, context.signal);
    const stores = { pool: dependencies.databases.vod, recordings, videos };
    const outcome = await importVideo(stores, importable, { ...context, isPrivate });
    if (outcome === 'imported') projectionMetrics.imported();
    return undefined;
  };
};

const parking =
  (parked: Parked, reconcile: Reconcile): Reconcile =>
  async (key, context) => {
    parked.delete(key);
    try {
      return await reconcile(key, context);
    } catch (error) {
      if (error instanceof StalledError || error instanceof WaitingError) parked.add(key);
      throw error;
    }
  };

/**
 * Changes count when a Recording becomes importable, and when what it names does: a mended status ends what was parked. Those that are
 * importable already, the sweep finds: at once, and now and then.
 */
const keysOf = (recording: Recording): readonly string[] => (isImportable(recording) ? [objectKey(recording)] : []);
const namedBy = ({ status }: Recording): readonly unknown[] => [
  ...[status?.video, status?.thumbnail, status?.storyboard].flatMap((at) => [at?.bucket, at?.key]),
  status?.sizeBytes,
];
const isImportableAnew = (recording: Recording, previous: Recording): boolean =>
  isImportable(recording) && !(isImportable(previous) && isDeepStrictEqual(namedBy(recording), namedBy(previous)));

/** For one term of leadership. */
export const createImportJob = (term: Term): LeaderJob => {
  const { dependencies, informers, timing } = term;
  const parked: Parked = new Set();
  const reconcile = parking(parked, createImportReconciler(term));
  const work = createQueuedWork(term, { name: 'video-imports', kind: 'Video', concurrency, timeoutMs, reconcile });
  const findMissing = async (): Promise<void> => {
    const complete = informers.recordings.store.list().filter(isImportable);
    const uids = complete.map(({ metadata }) => metadata.uid);
    const missing = await recordingsWithoutVideo(dependencies.databases.vod, uids);
    const found = complete.filter(({ metadata }) => missing.has(metadata.uid)).map(objectKey);
    for (const key of found) if (!parked.has(key)) work.add(key);
  };
  const unfollow = enqueueChanges(informers.recordings, work, { keysOf, matters: isImportableAnew });
  return {
    controller: work.controller,
    task: sweepTask('video-imports-sweep', { timing, log: dependencies.logger, run: findMissing }),
    release: () => {
      unfollow();
      work.release();
    },
  };
};
