/** Whose a resource is, from text that anyone with kubectl may have written. */
import type { Logger } from '@kubecast/media/logger';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `users.id` in lower case; null for what is absent or no UUID: then it is the administrators'. */
export const ownerIdFor = (text: string | undefined): string | null =>
  text !== undefined && uuid.test(text) ? text.toLowerCase() : null;

/** Tells operators of an owner who cannot be one. */
export const logForeignOwner = (log: Logger | undefined, owner: string | undefined, resource: object): void => {
  if (!owner || ownerIdFor(owner) !== null) return;
  log?.warn({ ...resource, owner }, 'Giving a resource to the administrators: its owner is not the id of a user');
};
