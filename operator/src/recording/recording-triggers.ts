/** Which change makes which Recording's pass due. Keys only: what happened is found out by the pass itself. */
import { isDeepStrictEqual } from 'node:util';
import type { LiveStream } from '@kubecast/crds/livestream';
import type { Recording } from '@kubecast/crds/recording';
import { enqueueChanges, ownKeys } from '@kubecast/runtime/controller-source';
import { type ObjectKey, objectKey } from '@kubecast/runtime/kubernetes-object';
import type { WorkQueue } from '@kubecast/runtime/work-queue';
import { type LiveStreamInformers, liveStreamOf } from '../livestream/live-stream-informers.ts';
import { byStream, type RecordingInformers, recordingsOf } from './recording-informers.ts';
import { isSettled } from './settled.ts';

const saysSomethingElse = ({ status: now }: LiveStream, { status: before }: LiveStream): boolean =>
  now?.session?.id !== before?.session?.id || now?.session?.endedAt !== before?.session?.endedAt;

/** What others may change. */
const wishesOf = ({ metadata }: Recording): readonly unknown[] => {
  const { uid, generation, deletionTimestamp, finalizers, annotations, labels } = metadata;
  return [uid, generation, deletionTimestamp, finalizers, annotations, labels];
};

/**
 * The status is written by passes alone: one that follows it at once would find what was just found. Only the end begins
 * something, the days that the Recording is kept.
 */
const needsLook = (recording: Recording, previous: Recording): boolean =>
  isSettled(recording) !== isSettled(previous) || !isDeepStrictEqual(wishesOf(recording), wishesOf(previous));

/** Adds the key of a Recording to `queue` when it, a child, or how its stream's session stands changes. */
export const addRecordingTriggers = (
  { recordings, jobs, recorderPods }: RecordingInformers,
  { liveStreams, pods, secrets }: Pick<LiveStreamInformers, 'liveStreams' | 'pods' | 'secrets'>,
  queue: Pick<WorkQueue, 'add'>,
): void => {
  const waiting = (stream: ObjectKey | undefined): readonly ObjectKey[] =>
    stream === undefined
      ? []
      : recordings.store
          .byIndex(byStream, stream)
          .filter((recording) => !isSettled(recording))
          .map(objectKey);
  enqueueChanges(recordings, queue, { keysOf: ownKeys, matters: needsLook });
  enqueueChanges(jobs, queue, { keysOf: recordingsOf });
  enqueueChanges(recorderPods, queue, { keysOf: recordingsOf });
  enqueueChanges(secrets, queue, { keysOf: recordingsOf });
  enqueueChanges(liveStreams, queue, {
    keysOf: (liveStream) => waiting(objectKey(liveStream)),
    matters: saysSomethingElse,
  });
  enqueueChanges(pods, queue, {
    keysOf: (pod) => waiting(liveStreamOf(pod)),
    matters: (pod, previous) => pod.status?.phase !== previous.status?.phase,
  });
};
