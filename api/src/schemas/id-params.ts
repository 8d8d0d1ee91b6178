import { Type } from 'typebox';
import { uuid } from './uuid.ts';

/** The parameters of `/:id`. */
export const idParams = Type.Object({ id: uuid() });
