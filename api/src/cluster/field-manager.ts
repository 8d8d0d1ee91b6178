/** What the api's writes are known by in `metadata.managedFields`, and in the label `app.kubernetes.io/managed-by`. */
export const apiFieldManager = 'kubecast-api';

/** A person waits: rather an error than the client's own half minute. */
export const clusterTimeoutMs = 5_000;
