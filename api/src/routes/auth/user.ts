/** An account, as its owner and the domain know it. */
import type { Role } from '../../access/caller.ts';

export interface User {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly displayName: string | null;
  readonly role: Role;
  readonly createdAt: Date;
  /** Counts the password's changes. */
  readonly passwordVersion: number;
}

/** With what only a check of the password may see. */
export interface UserWithPassword extends User {
  /** A PHC string. */
  readonly passwordHash: string;
}
