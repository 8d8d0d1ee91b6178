/**
 * What all our kinds have in common: how the API server names them, and how an object of them is read.
 *
 * Reading trusts the schema. The API server has validated every stored object and fills in defaults at each read, also
 * those that came into the schema after the object was stored. To check it all a second time would cost as much again,
 * on every event of every watch, and could only fail where the CRD in the cluster is older than the program, which the
 * chart's upgrade rules out. So the envelope is checked, as that is what goes wrong: another kind, a `Status` in place of
 * an object, a list in place of an item.
 */
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { z } from 'zod';
import { apiVersion } from './names.ts';

/** How a kind is addressed at the API server, and read. */
export interface ResourceKind<Kind> {
  readonly group: string;
  readonly version: string;
  /** The path segment, for example `livestreams`. */
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Reads an object that the API server returned. Throws {@link UnexpectedObjectError} for anything else. */
  readonly parse: (value: unknown) => Kind;
}

/** The metadata of an object that was read from the API server: what it always sets is not optional here. */
export interface StoredMetadata extends ObjectMeta {
  name: string;
  namespace: string;
  uid: string;
  resourceVersion: string;
  /** RFC 3339. */
  creationTimestamp: string;
  /** Counts changes of the spec, from 1. */
  generation: number;
}

/** An object of one of our kinds. */
export interface ResourceObject<Spec, Status> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: StoredMetadata;
  readonly spec: Spec;
  /** Absent until the operator has seen the object. */
  readonly status?: Status;
}

/** What was read is no object of the expected kind. */
export class UnexpectedObjectError extends Error {
  readonly code = 'UnexpectedObject';
}

const envelopeFor = (kind: string) =>
  z.object({
    apiVersion: z.literal(apiVersion),
    kind: z.literal(kind),
    metadata: z.object({
      name: z.string().min(1),
      namespace: z.string().min(1),
      uid: z.string().min(1),
      resourceVersion: z.string().min(1),
      creationTimestamp: z.string().min(1),
      generation: z.number().int(),
    }),
    spec: z.record(z.string(), z.unknown()),
    status: z.record(z.string(), z.unknown()).optional(),
  });

/** Makes the reader of one kind. The reader returns its argument, not a copy; it throws {@link UnexpectedObjectError}. */
export const objectParser = <Kind extends ResourceObject<unknown, unknown>>(
  kind: string,
): ((value: unknown) => Kind) => {
  const envelope = envelopeFor(kind);
  const isKind = (value: unknown): value is Kind => envelope.safeParse(value).success;
  return (value) => {
    if (isKind(value)) return value;
    const faults = envelope.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new UnexpectedObjectError(
      `Reading a ${kind} from the API server got something else, check the request and the installed CRD: ${faults?.join('; ')}`,
    );
  };
};
