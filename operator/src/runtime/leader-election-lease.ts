import { isNotFound } from './api-error.ts';
import type { KubernetesClient, RequestOptions } from './client.ts';
import { type Lease, leases } from './core-kinds.ts';
import { formatMicroTime } from './micro-time.ts';

/** Which Lease, and who we are. */
export interface LeaseIdentity {
  readonly namespace: string;
  readonly name: string;
  /**
   * Unique among processes that run at a time, and the same for the successor of one that is surely dead: the pod's
   * name. A container that restarts in its pod then leads again at once.
   */
  readonly identity: string;
  readonly durationSeconds: number;
}

/** The Lease with us as its holder. `lease` is what it was, if it was. */
export const buildHeldLease = (lease: Lease | undefined, wanted: LeaseIdentity, now: Date): Lease => {
  const { namespace, name, identity, durationSeconds } = wanted;
  const time = formatMicroTime(now);
  const { holderIdentity, acquireTime = time, leaseTransitions = 0 } = lease?.spec ?? {};
  const held = holderIdentity === identity;
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: lease?.metadata ?? { namespace, name },
    spec: {
      holderIdentity: identity,
      leaseDurationSeconds: durationSeconds,
      acquireTime: held ? acquireTime : time,
      renewTime: time,
      leaseTransitions: held || lease === undefined ? leaseTransitions : leaseTransitions + 1,
    },
  };
};

/** The Lease without a holder: whoever looks next may take it. */
export const buildReleasedLease = (lease: Lease, now: Date): Lease => {
  const { holderIdentity: _released, ...spec } = lease.spec ?? {};
  return { ...lease, spec: { ...spec, leaseDurationSeconds: 1, renewTime: formatMicroTime(now) } };
};

/** The Lease as it is; undefined when there is none. */
export const readLease = async (
  client: KubernetesClient,
  wanted: LeaseIdentity,
  options: RequestOptions,
): Promise<Lease | undefined> => {
  try {
    return await client.get(leases, wanted, options);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};

/**
 * Takes or renews the Lease, if it is still as `lease` says: its resourceVersion guards it.
 *
 * @throws ApiError, `isConflict` or `isAlreadyExists` when another candidate was faster
 */
export const holdLease = (
  client: KubernetesClient,
  lease: Lease | undefined,
  { wanted, ...options }: RequestOptions & { readonly wanted: LeaseIdentity },
): Promise<Lease> => {
  const held = buildHeldLease(lease, wanted, new Date());
  return lease === undefined ? client.create(leases, held, options) : client.replace(leases, held, options);
};
