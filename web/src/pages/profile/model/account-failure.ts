/** How a refused change of the account is told. */
import { ApiProblem, isProblem } from '../../../api/api-problem.ts';

/** Pure: that the current password is another stands beside it. */
export const accountFailure = (error: unknown): unknown => {
  if (!isProblem(error, 'PasswordWrong')) return error;
  const fields = { currentPassword: 'This is not your current password.' };
  return new ApiProblem({ status: error.status, code: error.code, detail: error.message, fields });
};

/** Throws it as told. */
export const throwAccountFailure = (error: unknown): never => {
  throw accountFailure(error);
};
