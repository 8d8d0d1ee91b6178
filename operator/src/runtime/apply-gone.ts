import { type ApiError, isConflict, isInvalid, isNotFound } from './api-error.ts';

/**
 * True when a write that carried an object's uid was refused because that object is gone: nothing has the name (409, or
 * 404), or a namesake has it (422, since a uid cannot change).
 */
export const isGone = (error: unknown): error is ApiError =>
  isNotFound(error) || isConflict(error) || isUidChange(error);

/** True when what a pass read is out of date: it is to be read again, at once. */
export const isStale = (error: unknown): error is ApiError => isConflict(error) || isUidChange(error);

const isUidChange = (error: unknown): error is ApiError =>
  isInvalid(error) && error.causes.some(({ field }) => field === 'metadata.uid');
