/** Who gets past which declaration: the whole rule, as a table. */
import type { ProblemCode } from '../problems/problem-catalogue.ts';
import type { Access } from './access.ts';
import type { Caller } from './caller.ts';

/** Why a caller does not get in. */
export type Refusal = Extract<ProblemCode, 'NotLoggedIn' | 'Forbidden'>;
/** By what the caller is; an administrator is a user of that role. */
type Rule = Readonly<Record<Caller['kind'] | 'admin', Refusal | undefined>>;

const rules: Readonly<Record<Access, Rule>> = {
  public: { anonymous: undefined, user: undefined, admin: undefined, service: undefined },
  cookie: { anonymous: undefined, user: undefined, admin: undefined, service: undefined },
  user: { anonymous: 'NotLoggedIn', user: undefined, admin: undefined, service: 'Forbidden' },
  owner: { anonymous: 'NotLoggedIn', user: undefined, admin: undefined, service: 'Forbidden' },
  admin: { anonymous: 'NotLoggedIn', user: 'Forbidden', admin: undefined, service: 'Forbidden' },
  service: { anonymous: 'NotLoggedIn', user: 'Forbidden', admin: 'Forbidden', service: undefined },
};

const kindOf = (caller: Caller): keyof Rule =>
  caller.kind === 'user' && caller.role === 'admin' ? 'admin' : caller.kind;

/** Why the caller does not get in; undefined where it does. */
export const accessRefusal = (access: Access, caller: Caller): Refusal | undefined => rules[access][kindOf(caller)];

/** Every code that a route of this declaration may refuse with, before its handler runs. */
export const accessProblems: Readonly<Record<Access, readonly ProblemCode[]>> = {
  public: ['AccessTokenInvalid', 'InternalKeyInvalid'],
  cookie: ['CrossSiteRefused'],
  user: ['NotLoggedIn', 'AccessTokenInvalid', 'InternalKeyInvalid', 'Forbidden'],
  owner: ['NotLoggedIn', 'AccessTokenInvalid', 'InternalKeyInvalid', 'Forbidden'],
  admin: ['NotLoggedIn', 'AccessTokenInvalid', 'InternalKeyInvalid', 'Forbidden'],
  service: ['NotLoggedIn', 'AccessTokenInvalid', 'InternalKeyInvalid', 'Forbidden'],
};
