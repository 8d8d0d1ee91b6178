/** Whom a stream's or a video's media is for. To everyone else what is private does not exist. */
import { type Caller, isOwner } from '../access/caller.ts';

export interface GrantedThing {
  /** Null: the administrators'. */
  readonly ownerId: string | null;
  readonly visibility: 'public' | 'unlisted' | 'private';
}

/** True when the caller may read it. What is unlisted is for whoever names its id. */
export const mayRead = (caller: Caller, { ownerId, visibility }: GrantedThing): boolean =>
  visibility !== 'private' || isOwner(caller, ownerId);
