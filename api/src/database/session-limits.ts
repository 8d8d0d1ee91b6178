/** What a session of the api may take of the server, by Postgres' names, in milliseconds. */
export const sessionLimits = {
  /** Of a statement, before the server gives it up. */
  statement_timeout: 5_000,
  /** A handler that died between two statements must not keep its locks; it may wait for an answer of Kubernetes. */
  idle_in_transaction_session_timeout: 30_000,
} as const;
