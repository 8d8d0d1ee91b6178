/** A page of the list: who sees what, and where the next page begins. */
import { z } from 'zod';
import { type Caller, isAdmin } from '../../access/caller.ts';
import { cursorId, cursorInstant, cutPage, keysetCursor } from '../../database/keyset-cursor.ts';
import { ApiError } from '../../problems/api-error.ts';
import type { Stream, StreamPlace } from './stream.ts';
import { listStreams, type StreamSelection } from './streams-repository.ts';
import type { StreamsService } from './streams-service.ts';

export interface ListRequest {
  readonly caller: Caller;
  readonly owner?: 'me' | undefined;
  readonly live?: boolean | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface StreamsPage {
  readonly streams: readonly Stream[];
  /** Null at the end. */
  readonly nextCursor: string | null;
}

const cursors = keysetCursor('streams', z.tuple([z.boolean(), cursorInstant, cursorId]));

const placeIn = (cursor: string): StreamPlace => {
  const [isLive, createdAt, id] = cursors.parse(cursor);
  return { isLive, createdAt, id };
};

const cursorOf = ({ place }: Stream): string => cursors.encode([place.isLive, place.createdAt, place.id]);

/** Administrators see all; `owner=me` is one's own, private ones too. @throws ApiError NotLoggedIn */
const selectionFor = ({ caller, owner }: ListRequest): StreamSelection => {
  if (owner === undefined) return isAdmin(caller) ? { kind: 'all' } : { kind: 'public' };
  if (caller.kind === 'user') return { kind: 'owner', ownerId: caller.id };
  throw new ApiError('NotLoggedIn', 'Could not list your streams: log in first');
};

/** @throws ApiError NotLoggedIn, CursorInvalid */
export const listStreamsPage = async ({ pool }: StreamsService, request: ListRequest): Promise<StreamsPage> => {
  const { live = false, limit, cursor } = request;
  const after = cursor === undefined ? undefined : placeIn(cursor);
  // One more than asked for tells whether there is a next page.
  const found = await listStreams(pool, {
    selection: selectionFor(request),
    isLive: live,
    after,
    limit: limit + 1,
  });
  const { items: streams, nextCursor } = cutPage(found, limit, cursorOf);
  return { streams, nextCursor };
};
