/** A page of a list, as all lists of the api are. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Asks for the next page; null on the last one. */
  readonly nextCursor: string | null;
}
