/** Which videos a list is asked for, and which of them the caller gets. */
import { type Caller, isAdmin } from '../../access/caller.ts';
import { ApiError } from '../../problems/api-error.ts';
import type { ListedOwner, VideoFilter } from './video-list-repository.ts';

/** A list's query, without its page. */
export interface VideoListQuery {
  readonly q?: string;
  readonly tag?: string;
  readonly category?: string;
  /** A username, `me`, or `-` for those without an owner. */
  readonly owner?: string;
}

/** What a list is asked for; whom a name means, the database knows. */
export interface AskedFilter extends Omit<VideoFilter, 'owner'> {
  readonly owner: ListedOwner | { readonly kind: 'username'; readonly username: string };
}

const listedOwner = (owner: string | undefined, caller: Caller): AskedFilter['owner'] => {
  if (owner === undefined) return { kind: 'anyone' };
  if (owner === '-') return { kind: 'nobody' };
  if (owner !== 'me') return { kind: 'username', username: owner };
  if (caller.kind === 'user') return { kind: 'user', id: caller.id };
  throw new ApiError('NotLoggedIn', 'Could not list your videos: log in first, nobody is known by the request');
};

/**
 * Public videos, besides: one's own by `me`, all of an owner for administrators. A list of everyone's has public ones alone.
 * @throws ApiError NotLoggedIn for `me` of nobody
 */
export const videoFilterFor = ({ q, tag, category, owner }: VideoListQuery, caller: Caller): AskedFilter => {
  const isOfOwner = owner === 'me' || (owner !== undefined && isAdmin(caller));
  return { owner: listedOwner(owner, caller), isPublicOnly: !isOfOwner, tag, category, search: q };
};
