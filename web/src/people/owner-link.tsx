/** Whose a thing is, as a way to all that they have made. */
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Owner } from '../api/generated/schemas.ts';
import { searchPath } from '../app/page-paths.ts';
import { ownerName } from './owner-name.ts';

export interface OwnerLinkProps {
  /** Null for what was applied to the cluster by other means. */
  readonly owner: Owner | null;
}

/** The name that is shown, and the user name where that is another one. */
export const OwnerLink = ({ owner }: OwnerLinkProps): ReactElement => {
  const isNamed = owner !== null && owner.displayName !== null;
  return (
    <Link
      to={searchPath({ owner: owner?.username ?? '-' })}
      title={owner === null ? 'Applied to the cluster, not made here' : undefined}
      className="relative inline-flex min-h-6 max-w-full items-baseline gap-1.5 rounded-sm hover:text-text"
    >
      <span className="truncate">{ownerName(owner)}</span>
      {isNamed && <span className="truncate text-xs">@{owner.username}</span>}
    </Link>
  );
};
