/** The one place where errors become problems: the first translation that knows an error has it. */
import { databaseProblem } from '../database/database-error.ts';
import { ApiError } from './api-error.ts';
import { dependencyFault } from './dependency-fault.ts';
import { requestFault } from './request-fault.ts';

const ownFault = (error: Error): ApiError | undefined => (error instanceof ApiError ? error : undefined);

const translations: readonly ((error: Error) => ApiError | undefined)[] = [
  ownFault,
  requestFault,
  dependencyFault,
  databaseProblem,
];

/** What the caller is told of an error. What nobody foresaw is `Internal`, and its words stay in the log. */
export const translateError = (thrown: unknown): ApiError => {
  const error =
    thrown instanceof Error ? thrown : new Error('Something that is no error was thrown', { cause: thrown });
  for (const translate of translations) {
    const problem = translate(error);
    if (problem) return problem;
  }
  return new ApiError(
    'Internal',
    'Could not finish the request: the fault is ours; say the requestId when you report it',
    {
      cause: error,
    },
  );
};
