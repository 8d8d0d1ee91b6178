/** Who makes a request, as its token or key says. */
import { ApiError } from '../problems/api-error.ts';

export type Role = 'user' | 'admin';

export interface UserCaller {
  readonly kind: 'user';
  /** `users.id`, a UUID. */
  readonly id: string;
  readonly role: Role;
}

export type Caller = { readonly kind: 'anonymous' } | UserCaller | { readonly kind: 'service' };

export const anonymous: Caller = { kind: 'anonymous' };

export const isAdmin = (caller: Caller): boolean => caller.kind === 'user' && caller.role === 'admin';

/** True for the owner of a thing and for administrators; a thing without an owner is the administrators'. */
export const isOwner = (caller: Caller, ownerId: string | null): boolean =>
  isAdmin(caller) || (caller.kind === 'user' && caller.id === ownerId);

/** The user who calls; the declaration of the route has let no one else in. @throws ApiError NotLoggedIn */
export const callerId = (caller: Caller): string => {
  if (caller.kind === 'user') return caller.id;
  throw new ApiError('NotLoggedIn', 'Could not tell who you are: log in first');
};
