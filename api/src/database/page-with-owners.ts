/**
 * The SQL of a page of things with the names of their owners, from `users_foreign`.
 *
 * The page comes first, materialized, and the names are asked for by the page's few ids, which postgres_fdw sends along: one
 * remote query of at most a page's rows. A plain join fetches the whole table of users (with 1,000,000 of them 1.5 s against 1 ms).
 * A thing without an owner, or whose owner is gone, stays in the page with null for the names.
 */

/** A statement of two CTEs, `page` and `owners`, to which the caller adds its columns and joins. */
export interface PageWithOwners {
  /** `WITH page AS MATERIALIZED (…), owners AS MATERIALIZED (…)`. */
  readonly with: string;
  /** `page LEFT JOIN owners …`: columns `page.*`, `owners.username`, `owners.display_name`. */
  readonly from: string;
}

/**
 * `page` is a SELECT with a column `owner_id`, in the order of the list and with its LIMIT. The order does not outlive the join:
 * the statement ends with it once more.
 */
export const pageWithOwners = (page: string): PageWithOwners => ({
  with: `WITH page AS MATERIALIZED (${page}),
    owners AS MATERIALIZED (
      SELECT u.id, u.username, u.display_name FROM users_foreign u
      WHERE u.id = ANY ((SELECT array_agg(DISTINCT owner_id) FROM page)::uuid[])
    )`,
  from: 'page LEFT JOIN owners ON owners.id = page.owner_id',
});
