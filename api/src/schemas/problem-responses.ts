/** What a route says of its errors: a response a status, with the codes that it may have. */
import { Type } from 'typebox';
import { type ProblemCode, problemCatalogue } from '../problems/problem-catalogue.ts';

/** RFC 9457. */
export const problemMediaType = 'application/problem+json';

/**
 * Marks a response of this file, so that those that every route has can be added to it, and its schema, which `openapi/document-paths.ts`
 * writes out: problems are sent as they are, and a serializer for each would take a second of each start.
 */
export const problemCodesKey = 'x-problem-codes';

/** The body of every error. */
export const problemSchema = Type.Object(
  {
    type: Type.String({ description: 'Always `about:blank`: programs go by `code`' }),
    title: Type.String({ description: 'What the code means' }),
    status: Type.Integer({ description: 'The HTTP status' }),
    detail: Type.String({ description: 'What was attempted and what to do' }),
    code: Type.String({ description: 'Never changes its meaning; a program branches on it' }),
    requestId: Type.String({ description: 'Names the request in the logs' }),
    fields: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: Type.String(),
          description: 'What is wrong, by the path of the field: `renditions.0.height`',
        },
      ),
    ),
  },
  { title: 'Problem' },
);

/** What a schema stands for whose mark names these codes. */
export const problemSchemaOf = (codes: readonly string[]) => ({
  allOf: [problemSchema, Type.Object({ code: Type.Enum([...codes]) })],
});

/** A response of a route. */
export interface ProblemResponse {
  readonly description: string;
  readonly [problemCodesKey]: readonly ProblemCode[];
  readonly content: Readonly<Record<typeof problemMediaType, { readonly schema: object }>>;
}

/** The response of one status. */
export const problemResponse = (codes: readonly ProblemCode[]): ProblemResponse => ({
  description: codes.map((code) => `\`${code}\`: ${problemCatalogue[code].title}`).join('. '),
  [problemCodesKey]: codes,
  content: { [problemMediaType]: { schema: { [problemCodesKey]: codes } } },
});

type ProblemStatus<Code extends ProblemCode> = (typeof problemCatalogue)[Code]['status'];

/**
 * The responses of these codes, to be spread into a route's `response`. Those that every route of its kind has are added when
 * the route is (`plugins/common-problems.ts`): whoever needs no login, no body and no parameters gets none for them.
 */
export const problemResponses = <Code extends ProblemCode>(
  ...codes: readonly Code[]
): Record<ProblemStatus<Code>, ProblemResponse> => {
  const byStatus = Object.groupBy(codes, (code) => problemCatalogue[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, ofStatus = []]) => [status, problemResponse(ofStatus)]),
  ) as Record<ProblemStatus<Code>, ProblemResponse>;
};
