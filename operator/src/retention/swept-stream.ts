/** Whose a stream's folder in the bucket is: this operator's, another's, or nobody's any more. */
import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import { shardLabel } from '@kubecast/crds/names';
import type { Recording } from '@kubecast/crds/recording';
import { type StreamName, sessionIdPattern } from '@kubecast/media/keys';
import { isOver } from '@kubecast/media/transcoder-pods';
import { isNotFound } from '@kubecast/runtime/api-error';
import { referenceKey } from '@kubecast/runtime/kubernetes-object';
import { byLiveStream } from '../livestream/live-stream-dependencies.ts';
import type { ListedRecordings } from './listed-recordings.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';

/** A stream whose segments this operator looks after. */
export interface SweptStream {
  readonly name: StreamName;
  /** Undefined: it was deleted, its last pod is gone, and what it left was recorded by this operator's shard. */
  readonly liveStream: LiveStream | undefined;
}

type Needs = Pick<RetentionDependencies, 'client' | 'liveStreams' | 'transcoderPods' | 'shard'>;

/** Names that a LiveStream can have; anything else in the bucket is not ours. */
const namePattern = /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/;

const isElsewhere = async ({ client }: Needs, { namespace, stream }: StreamName, signal: AbortSignal) => {
  try {
    await client.get(liveStreamKind, { namespace, name: stream }, { signal });
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
};

const hasPods = ({ transcoderPods }: Needs, { namespace, stream }: StreamName): boolean =>
  transcoderPods.byIndex(byLiveStream, referenceKey({ namespace, name: stream })).some((pod) => !isOver(pod));

/** A stream that is gone was of the shard that its newest Recording is of; one without Recordings was of none. */
const formerShard = (recordings: readonly Recording[]): string | undefined => {
  const newest = recordings.toSorted((a, b) => (a.spec.source.session < b.spec.source.session ? 1 : -1))[0];
  return newest?.metadata.labels?.[shardLabel];
};

/** Undefined: leave it alone. Throws ApiError. */
export const observeSweptStream = async (
  needs: Needs,
  name: StreamName,
  recordings: ListedRecordings,
  signal: AbortSignal,
): Promise<SweptStream | undefined> => {
  const liveStream = needs.liveStreams.get({ namespace: name.namespace, name: name.stream });
  if (liveStream) return { name, liveStream };
  if (!namePattern.test(name.stream) || hasPods(needs, name)) return undefined;
  if (await isElsewhere(needs, name, signal)) return undefined;
  const isOurs = formerShard(await recordings.of(name, signal)) === needs.shard;
  return isOurs ? { name, liveStream: undefined } : undefined;
};

/** The folders of a stream, by what they hold. */
export interface StreamFolders {
  /** Ids, ascending. */
  readonly sessions: readonly string[];
  /** Names. */
  readonly renditions: readonly string[];
}

/** Sorts the names of folders below a stream's prefix. */
export const sortFolders = (names: readonly string[]): StreamFolders => ({
  sessions: names.filter((name) => sessionIdPattern.test(name)).toSorted(),
  renditions: names.filter((name) => !sessionIdPattern.test(name) && name !== 'epochs'),
});
