/** Walks the bucket: namespaces, then streams. One that fails keeps none of the others from being swept. */
import type { StreamName } from '@kubecast/media/keys';
import { isForbidden, isNotFound } from '@kubecast/runtime/api-error';
import { namespaces } from '@kubecast/runtime/core-kinds';
import type { Logger } from 'pino';
import { ListedRecordings } from './listed-recordings.ts';
import { observeFolders } from './observe-folders.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import type { SweptOutcome } from './sweep-session.ts';
import { sweepStream } from './sweep-stream.ts';
import { observeSweptStream } from './swept-stream.ts';

/** What a sweep came to. */
export interface SweepReport {
  readonly outcomes: readonly SweptOutcome[];
  /** Streams that could not be swept whole. */
  readonly failed: readonly StreamName[];
  /** Namespaces that hold segments and are not in the cluster, or may not be looked at: all is kept. */
  readonly unknownNamespaces: readonly string[];
}

/** Who hears of it, and what ends it. */
export interface Walk {
  readonly log: Logger;
  readonly signal: AbortSignal;
}

interface Pass extends Walk {
  readonly recordings: ListedRecordings;
}

const isThere = async ({ client }: RetentionDependencies, name: string, signal: AbortSignal): Promise<boolean> => {
  try {
    await client.get(namespaces, { name }, { signal });
    return true;
  } catch (error) {
    if (isNotFound(error) || isForbidden(error)) return false;
    throw error;
  }
};

/** Undefined: it failed. */
const sweepOne = async (needs: RetentionDependencies, name: StreamName, { log, signal, recordings }: Pass) => {
  try {
    const swept = await observeSweptStream(needs, name, recordings, signal);
    return swept ? await sweepStream(needs, swept, { log, signal, recordings }) : [];
  } catch (error) {
    signal.throwIfAborted();
    log.warn({ err: error, ...name }, 'Keeping the live segments of a stream that could not be swept');
    return undefined;
  }
};

const sweepEach = async (needs: RetentionDependencies, names: readonly StreamName[], pass: Pass) => {
  const outcomes: SweptOutcome[] = [];
  const failed: StreamName[] = [];
  for (const name of names) {
    const swept = await sweepOne(needs, name, pass);
    if (swept) outcomes.push(...swept);
    else failed.push(name);
    await needs.pause(pass.signal);
  }
  return { outcomes, failed };
};

const isWatched = ({ namespaces: watched }: RetentionDependencies, namespace: string): boolean =>
  watched.length === 0 || watched.includes(namespace);

const passOf = ({ client }: RetentionDependencies, walk: Walk): Pass => ({
  ...walk,
  recordings: new ListedRecordings(client),
});

/** Sweeps streams that the sweep before could not. Throws the signal's reason. */
export const sweepAgain = async (
  needs: RetentionDependencies,
  names: readonly StreamName[],
  walk: Walk,
): Promise<SweepReport> => ({ ...(await sweepEach(needs, names, passOf(needs, walk))), unknownNamespaces: [] });

/** One sweep. Throws ApiError and the errors of the object store where the walk itself fails; the signal's reason. */
export const sweepBucket = async (needs: RetentionDependencies, walk: Walk): Promise<SweepReport> => {
  const outcomes: SweptOutcome[] = [];
  const failed: StreamName[] = [];
  const unknownNamespaces: string[] = [];
  const pass = passOf(needs, walk);
  for (const namespace of await observeFolders(needs.segments, '', walk.signal)) {
    if (!isWatched(needs, namespace)) continue;
    if (await isThere(needs, namespace, walk.signal)) {
      const streams = await observeFolders(needs.segments, `${namespace}/`, walk.signal);
      const swept = await sweepEach(
        needs,
        streams.map((stream) => ({ namespace, stream })),
        pass,
      );
      outcomes.push(...swept.outcomes);
      failed.push(...swept.failed);
    } else unknownNamespaces.push(namespace);
  }
  return { outcomes, failed, unknownNamespaces };
};
