/** Walks the bucket: namespaces, then streams. One that fails keeps none of the others from being swept. */
import { isForbidden, isNotFound } from '@kubecast/runtime/api-error';
import { namespaces } from '@kubecast/runtime/core-kinds';
import type { Logger } from 'pino';
import { folderNames } from './folder-names.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { type SweptOutcome, sweepStream } from './sweep-stream.ts';
import { observeSweptStream } from './swept-stream.ts';

/** What a sweep came to. */
export interface SweepReport {
  readonly outcomes: readonly SweptOutcome[];
  /** Streams that could not be swept whole. */
  readonly failures: number;
  /** Namespaces that hold segments and are not in the cluster, or may not be looked at: all is kept. */
  readonly unknownNamespaces: readonly string[];
}

interface Walk {
  readonly log: Logger;
  readonly signal: AbortSignal;
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
const sweepOne = async (needs: RetentionDependencies, namespace: string, stream: string, { log, signal }: Walk) => {
  try {
    const swept = await observeSweptStream(needs, { namespace, stream }, signal);
    return swept ? await sweepStream(needs, swept, { log, signal }) : [];
  } catch (error) {
    signal.throwIfAborted();
    log.warn({ err: error, namespace, stream }, 'Keeping the live segments of a stream that could not be swept');
    return undefined;
  }
};

const sweepNamespace = async (needs: RetentionDependencies, namespace: string, walk: Walk) => {
  const outcomes: SweptOutcome[] = [];
  let failures = 0;
  for (const stream of await folderNames(needs.segments, `${namespace}/`, walk.signal)) {
    const swept = await sweepOne(needs, namespace, stream, walk);
    if (swept) outcomes.push(...swept);
    else failures += 1;
    await needs.pause(walk.signal);
  }
  return { outcomes, failures };
};

const isWatched = ({ namespaces: watched }: RetentionDependencies, namespace: string): boolean =>
  watched.length === 0 || watched.includes(namespace);

/** One sweep. Throws ApiError and the errors of the object store where the walk itself fails; the signal's reason. */
export const sweepBucket = async (needs: RetentionDependencies, walk: Walk): Promise<SweepReport> => {
  const outcomes: SweptOutcome[] = [];
  const unknownNamespaces: string[] = [];
  let failures = 0;
  for (const namespace of await folderNames(needs.segments, '', walk.signal)) {
    if (!isWatched(needs, namespace)) continue;
    if (await isThere(needs, namespace, walk.signal)) {
      const swept = await sweepNamespace(needs, namespace, walk);
      outcomes.push(...swept.outcomes);
      failures += swept.failures;
    } else unknownNamespaces.push(namespace);
  }
  return { outcomes, failures, unknownNamespaces };
};
