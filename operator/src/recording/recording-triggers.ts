/** Which change makes which Recording's pass due. Keys only: what happened is found out by the pass itself. */
import type { LiveStream } from '@kubecast/crds/livestream';
import { enqueueChanges, ownKeys } from '@kubecast/runtime/controller-source';
import { type ObjectKey, objectKey } from '@kubecast/runtime/kubernetes-object';
import type { WorkQueue } from '@kubecast/runtime/work-queue';
import { type LiveStreamInformers, liveStreamOf } from '../livestream/live-stream-informers.ts';
import { byStream, type RecordingInformers, recordingsOf } from './recording-informers.ts';
import { isSettled } from './settled.ts';

const saysSomethingElse = ({ status: now }: LiveStream, { status: before }: LiveStream): boolean =>
  now?.session?.id !== before?.session?.id || now?.session?.endedAt !== before?.session?.endedAt;

/** Adds the key of a Recording to `queue` when it, a child, or how its stream's session stands changes. */
export const addRecordingTriggers = (
  { recordings, jobs, recorderPods }: RecordingInformers,
  { liveStreams, pods }: Pick<LiveStreamInformers, 'liveStreams' | 'pods'>,
  queue: Pick<WorkQueue, 'add'>,
): void => {
  const waiting = (stream: ObjectKey | undefined): readonly ObjectKey[] =>
    stream === undefined
      ? []
      : recordings.store
          .byIndex(byStream, stream)
          .filter((recording) => !isSettled(recording))
          .map(objectKey);
  enqueueChanges(recordings, queue, { keysOf: ownKeys });
  enqueueChanges(jobs, queue, { keysOf: recordingsOf });
  enqueueChanges(recorderPods, queue, { keysOf: recordingsOf });
  enqueueChanges(liveStreams, queue, {
    keysOf: (liveStream) => waiting(objectKey(liveStream)),
    matters: saysSomethingElse,
  });
  enqueueChanges(pods, queue, {
    keysOf: (pod) => waiting(liveStreamOf(pod)),
    matters: (pod, previous) => pod.status?.phase !== previous.status?.phase,
  });
};
