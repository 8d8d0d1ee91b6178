/** What people are called. */
import type { Owner } from '../api/generated/schemas.ts';

/** Of what was applied to the cluster by other means than this app: nobody's here, and the administrators' to change. */
export const clusterOwnerName = 'Kubernetes';

/** Pure: the name that they chose to be shown by, else their user name. */
export const ownerName = (owner: Owner | null): string =>
  owner === null ? clusterOwnerName : (owner.displayName ?? owner.username);
