import { Type } from 'typebox';

/** A UUID in its canonical form (RFC 9562), which Postgres takes. */
export const uuid = (description?: string) =>
  Type.String({ format: 'uuid', ...(description === undefined ? {} : { description }) });
