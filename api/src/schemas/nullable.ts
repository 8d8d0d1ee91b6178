import { type TSchema, Type } from 'typebox';

/** The value, or null where there is none: answers leave no field out. */
export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
