/** Bucket policies, as far as we must understand them: does one let anybody in? */
import { z } from 'zod';

const oneOrMany = z.union([z.string(), z.array(z.string())]);

const statementSchema = z.object({
  Effect: z.string(),
  Principal: z.union([oneOrMany, z.record(z.string(), oneOrMany)]).optional(),
});

const policySchema = z.object({ Statement: z.union([statementSchema, z.array(statementSchema)]) });

type Statement = z.infer<typeof statementSchema>;

const principalsOf = ({ Principal }: Statement): readonly string[] => {
  if (Principal === undefined) return [];
  if (typeof Principal === 'string' || Array.isArray(Principal)) return [Principal].flat();
  return Object.values(Principal).flat();
};

/**
 * True when a statement of the policy (JSON, as S3 returns it) allows something to everyone. A condition does not save
 * it: our buckets need no policy at all. Throws on a document that is no policy.
 */
export const isPublicPolicy = (document: string): boolean =>
  [policySchema.parse(JSON.parse(document)).Statement]
    .flat()
    .some((statement) => statement.Effect === 'Allow' && principalsOf(statement).includes('*'));
