import { Type } from 'typebox';
import { nullable } from './nullable.ts';
import { uuid } from './uuid.ts';

/** Whose a thing is, as everybody may see. */
export const ownerSchema = Type.Object(
  { id: uuid(), username: Type.String(), displayName: nullable(Type.String()) },
  { title: 'Owner' },
);
