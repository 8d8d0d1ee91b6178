import { Type } from 'typebox';

/** 204: done, and nothing to say. */
export const noContent = Type.Null({ description: 'Done' });
