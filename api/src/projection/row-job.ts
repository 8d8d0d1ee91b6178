/** Keeps the rows of one kind as its resources: at each change, and by comparing all of them now and then. */
import { enqueueChanges, ownKeys } from '@kubecast/runtime/controller-source';
import type { Informer } from '@kubecast/runtime/informer';
import type { Pool } from 'pg';
import type { LeaderJob } from './leader-job.ts';
import type { ProjectedRow, ProjectedRows } from './projected-rows-repository.ts';
import type { Term } from './projection-parts.ts';
import { createQueuedWork } from './queued-work.ts';
import { createRowReconciler, type Projectable } from './row-reconciler.ts';
import { keysOutOfStep } from './rows-out-of-step.ts';
import { sweepTask } from './sweep-task.ts';

export interface RowJobOptions<T extends Projectable> {
  /** Of a controller: `stream-rows`. */
  readonly name: string;
  /** Synced. */
  readonly informer: Informer<T>;
  readonly pool: Pool;
  readonly rows: Pick<ProjectedRows<ProjectedRow>, 'named' | 'forget' | 'forgetVersion' | 'versions'>;
  readonly project: (object: T) => Promise<void>;
}

/** Rows are small and the database takes some at a time. */
const concurrency = 4;

/** For one term of leadership. */
export const createRowJob = <T extends Projectable>(
  term: Term,
  { name, informer, pool, rows, project }: RowJobOptions<T>,
): LeaderJob => {
  const { dependencies, config, timing } = term;
  const { kind, store: objects } = informer;
  const reconcile = createRowReconciler({ kind, client: dependencies.cluster, objects, pool, rows, project });
  const work = createQueuedWork(term, { name, kind: kind.kind, concurrency, reconcile });
  const compareAll = async (): Promise<void> => {
    const versions = await rows.versions(pool, config.KUBECAST_WATCH_NAMESPACES);
    for (const key of keysOutOfStep(versions, objects.list())) work.add(key);
  };
  const unfollow = enqueueChanges(informer, work, { keysOf: ownKeys });
  return {
    controller: work.controller,
    task: sweepTask(`${name}-sweep`, { timing, log: dependencies.logger, run: compareAll }),
    release: () => {
      unfollow();
      work.release();
    },
  };
};
