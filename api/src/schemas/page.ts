/** Lists come in pages by a keyset: `?limit=20&cursor=…`, `{ items, nextCursor }`. */
import { type TSchema, Type } from 'typebox';
import { nullable } from './nullable.ts';

/** To be spread into the properties of a list's query. `cursor` is parsed by `database/keyset-cursor.ts`. */
export const pageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'How many at most' }),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 512,
      pattern: '^[A-Za-z0-9_-]+$',
      description: '`nextCursor` of the page before; absent for the first page',
    }),
  ),
};

/** A page of things. */
export const listOf = <Item extends TSchema>(item: Item) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: nullable(Type.String({ description: 'For the page behind; null at the end of the list' })),
  });
