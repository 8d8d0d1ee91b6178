/** Who makes a request, as its token or key says. */
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
