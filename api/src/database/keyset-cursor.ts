/**
 * Cursors of lists that are paged by keyset: the place of a page's last row, opaque to callers. It is taken back only as it was
 * given out: by the same list, whole, and with values that Postgres takes.
 *
 * A time goes in as Postgres writes it (`created_at::text`): a Date of JavaScript has no microseconds, and rows of one millisecond
 * would be skipped.
 */
import { z } from 'zod';
import { ApiError } from '../problems/api-error.ts';

const instantPattern = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d){0,2}$/;

/** JavaScript takes the 31st of February for the 3rd of March. */
const isInstant = (text: string): boolean => {
  const [, day = '', time = ''] = instantPattern.exec(text) ?? [];
  const date = new Date(`${day}T${time}Z`);
  return !day.startsWith('0000') && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${time}`);
};

/** A timestamptz as Postgres writes it: `2026-11-23 03:47:30.123456+00`. */
export const cursorInstant = z.string().refine(isInstant);

/** A uuid. */
export const cursorId = z.guid();

export interface KeysetCursor<Key> {
  readonly encode: (key: Key) => string;
  /** Throws {@link ApiError} `CursorInvalid`. */
  readonly parse: (cursor: string) => Key;
}

const decode = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * The cursors of one list. `list` is any word that no other list has; `schema` is a tuple of what the list is ordered by, in that
 * order, such as `z.tuple([cursorInstant, cursorId])`, and transforms nothing.
 */
export const keysetCursor = <Schema extends z.ZodType>(
  list: string,
  schema: Schema,
): KeysetCursor<z.output<Schema>> => {
  const payload = z.tuple([z.literal(list), z.unknown()]);
  const encode = (key: z.output<Schema>): string => Buffer.from(JSON.stringify([list, key])).toString('base64url');
  const parse = (cursor: string): z.output<Schema> => {
    const key = schema.safeParse(payload.safeParse(decode(cursor)).data?.[1]);
    // Base64 has several spellings for one value; this list gives out one.
    if (key.success && encode(key.data) === cursor) return key.data;
    const detail = 'The cursor is not one that this list gave out: take nextCursor as it is, or begin without a cursor';
    throw new ApiError('CursorInvalid', detail);
  };
  return { encode, parse };
};

/** What is answered of `rows`, which were read with one more than `limit`: the cursor is null when there was no more. */
export const cutPage = <Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
): { readonly items: readonly Row[]; readonly nextCursor: string | null } => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
};
