/**
 * The projection: rows in Postgres as the resources are, and a video for every recording that is complete. Of several replicas
 * one does it at a time, by a Lease; all watch, so that a successor starts warm.
 *
 * ```
 *   informers ─► turn to lead ─► first lists read ─► compare all, follow changes ─► told to end: drain, release the Lease
 *                    ▲                                     │
 *                    └──────── leadership lost ◄───────────┘
 * ```
 * A Postgres, store or API server that is away ends nothing: what could not be written is tried again, ever less often, and
 * everything is compared again now and then. What a former leader still writes does no harm: see `projected-rows-repository.ts`
 * and `import-video.ts`.
 */
import { LeaderElection } from '@kubecast/runtime/leader-election';
import { workWhileLeading } from '@kubecast/runtime/manager-drain';
import { sleep } from '@kubecast/runtime/sleep';
import { sweepViews } from '../viewers/sweep-views.ts';
import { createImportJob } from './import-job.ts';
import type { LeaderJob } from './leader-job.ts';
import { projectLiveStream, streamRows } from './project-live-stream.ts';
import { projectRecording, recordingRows } from './project-recording.ts';
import { createProjectionInformers, type ProjectionInformers } from './projection-informers.ts';
import { createProjectionMetrics } from './projection-metrics.ts';
import { defaultProjectionTiming, type ProjectionParts, type Term } from './projection-parts.ts';
import { createRowJob } from './row-job.ts';
import { sweepTask } from './sweep-task.ts';
import { sweepTombstones } from './sweep-tombstones.ts';
import { sweepUploads } from './sweep-uploads.ts';

/** Rows are written in no time; a copy that is cut off is begun again. */
const drainMs = 5_000;
const againMs = 1_000;
const viewsSweepMs = 600_000;
const uploadsSweepMs = 3_600_000;

const createTombstoneJob = ({ dependencies, timing }: Term): LeaderJob => {
  const { databases, stores, logger } = dependencies;
  const deletion = { pool: databases.vod, videos: stores.videos };
  const run = (signal: AbortSignal): Promise<void> => sweepTombstones(deletion, logger, signal);
  return { task: sweepTask('tombstones', { timing, log: logger, run }), release: () => undefined };
};

const createViewsJob = ({ dependencies, timing }: Term): LeaderJob => {
  const { databases, logger, now } = dependencies;
  const run = (signal: AbortSignal): Promise<void> => sweepViews(databases.vod, now, signal);
  return {
    task: sweepTask('views', { timing, everyMs: viewsSweepMs, log: logger, run }),
    release: () => undefined,
  };
};

const createUploadsJob = ({ dependencies, timing }: Term): LeaderJob => {
  const { stores, logger, now } = dependencies;
  const run = (signal: AbortSignal): Promise<void> => sweepUploads(stores.videos, { now, log: logger }, signal);
  return {
    task: sweepTask('video-uploads', { timing, everyMs: uploadsSweepMs, log: logger, run }),
    release: () => undefined,
  };
};

const createJobs = (term: Term): readonly LeaderJob[] => {
  const { informers, dependencies } = term;
  const { databases, logger } = dependencies;
  return [
    createRowJob(term, {
      name: 'stream-rows',
      informer: informers.liveStreams,
      pool: databases.streams,
      rows: streamRows,
      project: (object) => projectLiveStream(databases.streams, object, logger),
    }),
    createRowJob(term, {
      name: 'recording-rows',
      informer: informers.recordings,
      pool: databases.recordings,
      rows: recordingRows,
      project: (object) => projectRecording(databases.recordings, object, logger),
    }),
    createImportJob(term),
    createTombstoneJob(term),
    createUploadsJob(term),
    createViewsJob(term),
  ];
};

/** False when told to end before both were listed: from a list that is not whole, nobody knows what is gone. */
const areSynced = async ({ liveStreams, recordings }: ProjectionInformers, signal: AbortSignal): Promise<boolean> => {
  try {
    await Promise.all([liveStreams.synced(signal), recordings.synced(signal)]);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
};

const serveTerm = async (term: Term, leading: AbortSignal): Promise<void> => {
  if (!(await areSynced(term.informers, leading))) return;
  const jobs = createJobs(term);
  const controllers = jobs.flatMap(({ controller }) => controller ?? []);
  try {
    const tasks = jobs.map(({ task }) => task);
    await workWhileLeading({ controllers, tasks, drainMs, log: term.dependencies.logger }, leading);
  } finally {
    for (const { release } of jobs) release();
  }
};

const leadAgain = async (term: Term, signal: AbortSignal): Promise<void> => {
  const { config, dependencies, metrics } = term;
  const election = new LeaderElection({
    client: dependencies.cluster,
    namespace: config.POD_NAMESPACE,
    name: config.KUBECAST_LEASE_NAME,
    identity: config.POD_NAME,
    log: dependencies.logger,
    onChange: (leads) => metrics.leads(config.KUBECAST_LEASE_NAME, leads),
  });
  while (!signal.aborted) {
    try {
      await election.lead(signal, (leading) => serveTerm(term, leading));
    } catch (error) {
      dependencies.logger.error({ err: error }, 'Leading again after a failure');
    }
    await sleep(againMs, signal).catch(() => undefined);
  }
};

/** Runs until `signal`; resolves when nothing of it runs any more and the Lease is free. Never rejects. */
export const runProjection = async (parts: ProjectionParts, signal: AbortSignal): Promise<void> => {
  const { config, dependencies, metrics, timing = defaultProjectionTiming } = parts;
  const informers = createProjectionInformers({
    client: dependencies.cluster,
    namespaces: config.KUBECAST_WATCH_NAMESPACES,
    logger: dependencies.logger,
    metrics: metrics.reflectors,
  });
  const projectionMetrics = createProjectionMetrics(metrics.registry);
  const stop = new AbortController();
  const watching = Object.values(informers).map((informer) => informer.run(stop.signal));
  try {
    await leadAgain({ ...parts, informers, projectionMetrics, timing }, signal);
  } finally {
    stop.abort();
    await Promise.all(watching);
  }
};
