/**
 * Which cluster the bucket of live segments belongs to: an object at its root, made once, says so. To another cluster every stream in
 * it looks like one whose LiveStream is gone.
 */
import type { ObjectStore } from '@kubecast/media/object-store';
import { ObjectExistsError } from '@kubecast/media/object-store-error';
import { isForbidden } from '@kubecast/runtime/api-error';
import { namespaces } from '@kubecast/runtime/core-kinds';
import { z } from 'zod';
import type { RetentionDependencies } from './retention-dependencies.ts';

/** Where it is said. No namespace: those end with a slash. */
export const ownerKey = 'kubecast-owner.json';

const ownerSchema = z.object({
  /** The uid of the cluster's namespace `kube-system`. */
  cluster: z.string().min(1),
});

/** `unclaimed`: nobody's yet, and this operator may not know its cluster. */
export type Ownership =
  | { readonly kind: 'ours' | 'unclaimed' }
  | { readonly kind: 'anothers'; readonly owner: string; readonly cluster: string | undefined };

type Needs = Pick<RetentionDependencies, 'client' | 'segments'>;

/** Undefined where an operator of single namespaces may not ask. */
const observeCluster = async ({ client }: Needs, signal: AbortSignal): Promise<string | undefined> => {
  try {
    return (await client.get(namespaces, { name: 'kube-system' }, { signal })).metadata.uid;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
};

/** What cannot be read is nobody's that we know. */
const parseOwner = (body: Buffer): string => {
  try {
    return ownerSchema.parse(JSON.parse(body.toString('utf8'))).cluster;
  } catch {
    return 'unreadable';
  }
};

const observeOwner = async ({ segments }: Needs, signal: AbortSignal): Promise<string | undefined> => {
  const body = await segments.read(ownerKey, { signal });
  return body && parseOwner(body);
};

const claim = async (store: Pick<ObjectStore, 'put'>, cluster: string, signal: AbortSignal): Promise<void> => {
  try {
    const options = { contentType: 'application/json', createOnly: true, signal };
    await store.put(ownerKey, JSON.stringify({ cluster }), options);
  } catch (error) {
    // Another shard, or another cluster: what is there counts.
    if (!(error instanceof ObjectExistsError)) throw error;
  }
};

/** Makes the bucket this cluster's where it is nobody's. Throws ApiError and the errors of the object store. */
export const ensureOwner = async (needs: Needs, signal: AbortSignal): Promise<Ownership> => {
  const cluster = await observeCluster(needs, signal);
  let owner = await observeOwner(needs, signal);
  if (owner === undefined) {
    if (cluster === undefined) return { kind: 'unclaimed' };
    await claim(needs.segments, cluster, signal);
    owner = (await observeOwner(needs, signal)) ?? 'unreadable';
  }
  return owner === cluster ? { kind: 'ours' } : { kind: 'anothers', owner, cluster };
};
