/** Who an owner is, as the lists of what they have made tell it. */
import type { Owner } from '../../../api/generated/schemas.ts';

/** Anything that is somebody's. */
export interface Owned {
  readonly owner: Owner | null;
}

/** Pure: those that belong to the user; `-` stands for nobody. */
export const ownedBy = <Item extends Owned>(items: readonly Item[], username: string): readonly Item[] =>
  items.filter(({ owner }) => (owner?.username ?? '-').toLowerCase() === username.toLowerCase());

/** Pure: the owner as the first of their things has it; undefined where there is none. */
export const ownerIn = (items: readonly Owned[], username: string): Owner | null | undefined =>
  ownedBy(items, username)[0]?.owner;
