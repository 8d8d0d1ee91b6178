/** What messages of the topic `streams` make of lists that are there. Pure. */
import type { InfiniteData } from '@tanstack/react-query';
import type { StreamSummary } from '../../api/generated/schemas.ts';
import type { ListPage } from '../../api/list-page.ts';
import type { ServerMessage, StreamMessage } from '../../realtime/server-message.ts';
import { isReadAgain, patchStream } from './patch-stream.ts';

export type StreamPages = InfiniteData<ListPage<StreamSummary>>;

/** What a list is of, as its query says. */
export interface ListKind {
  /** Only streams whose session runs. */
  readonly isOfLive: boolean;
  /** Also those that are not public. */
  readonly isOwn: boolean;
}

export interface PatchedList {
  readonly pages: StreamPages;
  /** The message tells of what only the api knows: where in the list, or how it looks. */
  readonly isReadAgain: boolean;
}

const mapItems = (
  pages: StreamPages,
  change: (items: readonly StreamSummary[]) => readonly StreamSummary[],
): StreamPages => ({ ...pages, pages: pages.pages.map((page) => ({ ...page, items: change(page.items) })) });

const itemIn = (pages: StreamPages, id: string): StreamSummary | undefined =>
  pages.pages.flatMap(({ items }) => items).find((item) => item.id === id);

const without = (pages: StreamPages, id: string): PatchedList => ({
  pages: itemIn(pages, id) ? mapItems(pages, (items) => items.filter((item) => item.id !== id)) : pages,
  isReadAgain: false,
});

const withState = (pages: StreamPages, message: StreamMessage, { isOfLive }: ListKind): PatchedList => {
  const known = itemIn(pages, message.id);
  const isLive = message.state !== 'offline';
  if (!known) return { pages, isReadAgain: isOfLive && isLive };
  if (isOfLive && !isLive) return without(pages, message.id);
  const patched = mapItems(pages, (items) => items.map((item) => patchStream(item, message)));
  return { pages: patched, isReadAgain: isReadAgain(known, message) };
};

type ViewersMessage = Extract<ServerMessage, { readonly type: 'viewers' }>;

const withViewers = (pages: StreamPages, { counts }: ViewersMessage): PatchedList => {
  const viewersOf = new Map(counts.map(({ id, viewers }) => [id, viewers]));
  const change = (item: StreamSummary): StreamSummary => {
    const viewers = viewersOf.get(item.id) ?? item.viewers;
    return viewers === item.viewers ? item : { ...item, viewers };
  };
  return { pages: mapItems(pages, (items) => items.map(change)), isReadAgain: false };
};

/** The list after the message. */
export const patchList = (pages: StreamPages, message: ServerMessage, kind: ListKind): PatchedList => {
  if (message.type === 'stream') return withState(pages, message, kind);
  if (message.type === 'viewers') return withViewers(pages, message);
  if (message.type !== 'removed') return { pages, isReadAgain: false };
  return kind.isOwn ? { pages, isReadAgain: itemIn(pages, message.id) !== undefined } : without(pages, message.id);
};
