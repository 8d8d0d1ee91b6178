/** A right that the administrator lacks, in words that say which. */
import { MigrateError } from './migrate-error.ts';

const insufficientPrivilege = '42501';

const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === insufficientPrivilege;

/** What `work` comes to; a refusal by the server is told with what it takes. */
export const explainRights = async <Outcome>(purpose: string, work: Promise<Outcome>): Promise<Outcome> => {
  try {
    return await work;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const extension = 'the right to create the extension postgres_fdw, or USAGE on that foreign data wrapper';
    const advice = `the migration's administrator needs CREATEROLE, CREATEDB, the four databases for its own, and ${extension}`;
    throw new MigrateError('RightMissing', `Could not ${purpose} (${error.message}): ${advice}`, error);
  }
};
