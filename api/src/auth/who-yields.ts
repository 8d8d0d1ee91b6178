/**
 * Who gives up a place in a full queue. The party with most places yields its latest to one that has fewer, so that nobody fills
 * the queue alone; and a few places are kept for those who are known.
 */

/** One who waits. */
export interface Waiter {
  /** With whom the place is shared: a network. */
  readonly party: string;
  /** Known ones are a party of their own within theirs. */
  readonly isKnown: boolean;
}

const isSameParty = (one: Waiter, other: Waiter): boolean => one.party === other.party && one.isKnown === other.isKnown;

/** The index of who yields to the newcomer; -1: nobody does. `kept` places are for known ones, if they come. */
export const whoYields = (waiting: readonly Waiter[], newcomer: Waiter, kept: number): number => {
  const placesOf = (waiter: Waiter): number => waiting.filter((each) => isSameParty(each, waiter)).length;
  const most = Math.max(0, ...waiting.map(placesOf));
  if (most > placesOf(newcomer) + 1) return waiting.findLastIndex((each) => placesOf(each) === most);
  const known = waiting.filter(({ isKnown }) => isKnown).length;
  return newcomer.isKnown && known < kept ? waiting.findLastIndex(({ isKnown }) => !isKnown) : -1;
};
