import { StoreUnreachableError } from './object-store-error.ts';

/** What an answer must have: without it something between us and the store has answered. `action` completes "Could not …". */
export const answeredValue = (value: string | undefined, action: string): string => {
  if (value) return value;
  throw new StoreUnreachableError(`Could not ${action}: the answer is not one of an object store`);
};
