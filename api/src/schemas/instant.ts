import { Type } from 'typebox';

/** A moment, RFC 3339; answers are in UTC (`Date.toISOString`). */
export const instant = (description?: string) =>
  Type.String({ format: 'date-time', ...(description === undefined ? {} : { description }) });
