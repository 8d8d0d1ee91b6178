/** Whose things the page shows; stands in the page's h1. */
import type { ReactElement } from 'react';
import type { Owner } from '../../../api/generated/schemas.ts';
import { Avatar } from '../../../design/avatar.tsx';
import { clusterOwnerName, ownerName } from '../../../people/owner-name.ts';

export interface OwnerHeadingProps {
  /** As the address has it; `-` for what belongs to nobody. */
  readonly username: string;
  /** Undefined until one of their things tells. */
  readonly owner: Owner | null | undefined;
}

/** Pure: the name that the owner is shown by, their user name until that is known. */
export const nameOf = (username: string, owner: Owner | null | undefined): string => {
  if (owner) return ownerName(owner);
  return username === '-' ? clusterOwnerName : username;
};

export const OwnerHeading = ({ username, owner }: OwnerHeadingProps): ReactElement => {
  const name = nameOf(username, owner);
  return (
    <span className="flex min-w-0 items-center gap-4">
      <Avatar name={name} size="lg" />
      <span className="min-w-0">
        <span className="block truncate">{name}</span>
        <span className="block truncate font-normal text-base text-muted">
          {username === '-' ? 'Applied to the cluster, not made here' : `@${owner?.username ?? username}`}
        </span>
      </span>
    </span>
  );
};
