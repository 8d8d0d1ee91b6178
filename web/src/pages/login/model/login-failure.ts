/** How a refused login is told. */
import { ApiProblem, isProblem } from '../../../api/api-problem.ts';

/** Pure: that the password is wrong stands beside the password; the api does not say whether there is such an account. */
export const loginFailure = (error: unknown): unknown => {
  if (!isProblem(error, 'LoginRefused')) return error;
  const password = 'No account has this name and this password. Look for capitals and for spaces.';
  return new ApiProblem({ status: error.status, code: error.code, detail: error.message, fields: { password } });
};
