import type { FastifyRequest } from 'fastify';
import { ApiError } from '../../problems/api-error.ts';

/** `users.id` of who calls a route with `access: 'user'`. Throws ApiError `NotLoggedIn` for who is no user: a service has no account. */
export const callerId = ({ caller }: Pick<FastifyRequest, 'caller'>): string => {
  if (caller.kind === 'user') return caller.id;
  throw new ApiError('NotLoggedIn', 'Could not do this for who is no user: log in');
};
