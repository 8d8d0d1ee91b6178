/**
 * Lists of videos, newest first, a page at a time by keyset: a page costs the same wherever it is in the list.
 *
 * The list of everything is prepared. The others are planned for their values each time, which costs half a millisecond: some
 * tags and owners have a thousand times the videos of others, and the plan that is good for the average sorts all of them.
 */
import type { Pool, PoolClient, QueryConfig } from 'pg';
import { searchWords } from './search-words.ts';
import type { VideoSummary } from './video.ts';
import { pageColumns, readPage, type SummaryRow, toSummary } from './video-columns.ts';

/** Whose videos: anybody's, one user's, or those that belong to nobody. */
export type ListedOwner =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'nobody' };

/** The place behind which a page begins: of the last video of the page before. */
export interface ListPlace {
  /** As Postgres writes it, with its microseconds. */
  readonly createdAt: string;
  readonly id: string;
}

export interface VideoFilter {
  readonly owner: ListedOwner;
  /** True: public ones alone; whoever sees more of them is their owner or an administrator. */
  readonly isPublicOnly: boolean;
  readonly tag?: string | undefined;
  readonly category?: string | undefined;
  /** As a web search: words, "phrases", or, -without. */
  readonly search?: string | undefined;
}

export interface ListedPage {
  /** 1 to 101. */
  readonly limit: number;
  readonly after?: ListPlace | undefined;
}

export interface ListedVideo extends VideoSummary {
  readonly place: ListPlace;
}

/** One filter: its SQL with `?` for each of its values. */
interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const condition = (sql: string, ...values: readonly unknown[]): Condition => ({ sql, values });

/** A tag's own index has the order of the list; it knows public videos alone, and is of no use beside an owner. */
const isListedByTag = ({ tag, isPublicOnly, owner }: VideoFilter): boolean =>
  tag !== undefined && isPublicOnly && owner.kind === 'anyone';

const ownerConditions = ({ owner }: VideoFilter): readonly Condition[] => {
  if (owner.kind === 'user') return [condition('v.owner_id = ?', owner.id)];
  return owner.kind === 'nobody' ? [condition('v.owner_id IS NULL')] : [];
};

const tagConditions = (filter: VideoFilter): readonly Condition[] => {
  if (filter.tag === undefined) return [];
  if (isListedByTag(filter)) return [condition('t.is_listed AND t.tag = ?', filter.tag)];
  return [condition('EXISTS (SELECT FROM video_tags t WHERE t.video_id = v.id AND t.tag = ?)', filter.tag)];
};

const wordConditions = ({ category, search }: VideoFilter): readonly Condition[] => [
  ...(category === undefined ? [] : [condition('v.category = ?', category)]),
  ...(search === undefined ? [] : [condition("v.search @@ websearch_to_tsquery('simple', ?)", searchWords(search))]),
];

const conditionsOf = (filter: VideoFilter, after: ListPlace | undefined): readonly Condition[] => {
  const key = isListedByTag(filter) ? '(t.created_at, t.video_id)' : '(v.created_at, v.id)';
  return [
    condition('v.deleted_at IS NULL'),
    ...(filter.isPublicOnly ? [condition("v.visibility = 'public'")] : []),
    ...ownerConditions(filter),
    ...tagConditions(filter),
    ...wordConditions(filter),
    ...(after ? [condition(`${key} < (?::timestamptz, ?::uuid)`, after.createdAt, after.id)] : []),
  ];
};

/** Numbers the values of all conditions, from `$2` on. */
const whereOf = (conditions: readonly Condition[]): string => {
  let number = 1;
  return conditions
    .map(({ sql }) =>
      sql.replaceAll('?', () => {
        number += 1;
        return `$${number}`;
      }),
    )
    .join(' AND ');
};

const sources = {
  videos: { from: 'videos v', order: 'v.created_at DESC, v.id DESC' },
  tags: {
    from: 'video_tags t JOIN videos v ON v.id = t.video_id',
    order: 't.created_at DESC, t.video_id DESC',
  },
} as const;

const isOfEverything = ({ owner, tag, category, search }: VideoFilter): boolean =>
  owner.kind === 'anyone' && [tag, category, search].every((value) => value === undefined);

/** The statement of a page. The limit is part of the text: a plan has to know that it is small. */
export const videoListQuery = (
  filter: VideoFilter,
  { limit, after }: ListedPage,
  viewerId: string | null,
): QueryConfig => {
  const conditions = conditionsOf(filter, after);
  const { from, order } = isListedByTag(filter) ? sources.tags : sources.videos;
  const page = `SELECT ${pageColumns}, v.created_at::text AS created_key
    FROM ${from} WHERE ${whereOf(conditions)} ORDER BY ${order} LIMIT ${limit}`;
  const text = readPage(page, 'page.created_at DESC, page.id DESC', viewerId);
  const values = [viewerId, ...conditions.flatMap((one) => one.values)];
  const name = `videos-${after ? 'behind' : 'first'}-${limit}${viewerId === null ? '' : '-for-user'}`;
  return isOfEverything(filter) ? { name, text, values } : { text, values };
};

interface ListedRow extends SummaryRow {
  readonly created_key: string;
}

/** A page of videos, newest first. `viewerId` is the caller's user id, for what they like. `vod` is a pool or a connection of vod_db. */
export const listVideos = async (
  vod: Pick<PoolClient, 'query'>,
  filter: VideoFilter,
  page: ListedPage,
  viewerId: string | null,
): Promise<readonly ListedVideo[]> => {
  const { rows } = await vod.query<ListedRow>(videoListQuery(filter, page, viewerId));
  return rows.map((row) => ({ ...toSummary(row), place: { createdAt: row.created_key, id: row.id } }));
};

const userQuery = 'SELECT id FROM users_foreign WHERE lower(username) = $1';

/** The id of the user of this name; undefined where there is none. */
export const findUserId = async (pool: Pool, username: string): Promise<string | undefined> => {
  const values = [username.toLowerCase()];
  const { rows } = await pool.query<{ id: string }>({ name: 'video-owner', text: userQuery, values });
  return rows[0]?.id;
};
