/**
 * What the API server refuses, as problems: a value that breaks the schema is the caller's to mend, field by field; a right, a
 * quota or a namespace that is missing is for whoever runs the cluster, who finds the server's words in the log. Conflicts,
 * and a server that does not answer, are every route's (`problems/dependency-fault.ts`).
 */
import { type ApiError as ClusterError, isForbidden, isInvalid, isNotFound } from '@kubecast/runtime/api-error';
import { ApiError } from '../problems/api-error.ts';

/** The name of a field in requests, for one of the resource: `partMilliseconds` for `spec.packaging.partMilliseconds`. */
export type FieldNames = (field: string) => string;

/** `Invalid value: "object": a part may not be …`: the server quotes the value before the rule's own words. */
const quotedValue =
  /^(?:Invalid|Unsupported|Required|Forbidden|Too (?:long|many|few)) ?[a-z]*(?:: (?:"(?:[^"\\]|\\.)*"|[-\d.]+|\{.*?\}|\[.*?\]|null))?: /i;

/** The words of a refusal without the value that it quotes. */
export const plainMessage = (message: string): string => message.replace(quotedValue, '');

const invalidFields = (error: ClusterError, fieldFor: FieldNames): Readonly<Record<string, string>> =>
  Object.fromEntries(
    error.causes.map(({ field = '', message = 'is not valid' }) => [fieldFor(field), plainMessage(message)]),
  );

const invalid = (error: ClusterError, attempt: string, fieldFor: FieldNames): ApiError => {
  const fields = invalidFields(error, fieldFor);
  const [[field, message] = ['', error.serverMessage]] = Object.entries(fields);
  const where = field === '' ? '' : `${field}: `;
  return new ApiError('RequestInvalid', `Could not ${attempt}: ${where}${message}`, { cause: error, fields });
};

/** The problem that an error of a write is; anything else stays as it is. `attempt` as in `create the stream`. */
export const clusterRefusal = (error: unknown, attempt: string, fieldFor: FieldNames = (field) => field): unknown => {
  if (isInvalid(error)) return invalid(error, attempt, fieldFor);
  if (!isForbidden(error) && !isNotFound(error)) return error;
  const detail = `Could not ${attempt}: Kubernetes refuses it; tell whoever runs the cluster, the log says why`;
  return new ApiError('ClusterRefuses', detail, { cause: error });
};
