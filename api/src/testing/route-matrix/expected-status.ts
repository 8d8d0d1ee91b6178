/** Whom the matrix lets in: said a second time, apart from the program's own table, so that neither can change alone. */
import type { Access } from '../../access/access.ts';
import type { MatrixCallerName } from './matrix-callers.ts';
import type { MatrixCase } from './matrix-case.ts';

type Refusals = Readonly<Partial<Record<MatrixCallerName, number>>>;

const badProofs: Refusals = { 'wrong key': 401, 'expired token': 401, 'foreign token': 401 };
const loggedIn: Refusals = { ...badProofs, anonymous: 401, service: 403 };

const refusals: Readonly<Record<Access, Refusals>> = {
  public: badProofs,
  cookie: {},
  user: loggedIn,
  owner: loggedIn,
  admin: { ...loggedIn, owner: 403, stranger: 403 },
  service: { ...badProofs, anonymous: 401, owner: 403, stranger: 403, admin: 403 },
};

/** Whose every thing is. */
const mayAll: ReadonlySet<MatrixCallerName> = new Set(['owner', 'admin']);

const refusalOfThing = (access: Access, { thing, isOwnersAlone }: MatrixCase): number | undefined => {
  if (thing === 'hidden') return 404;
  return thing === 'shown' && (access === 'owner' || isOwnersAlone) ? 403 : undefined;
};

/** The status that a caller must get. */
export const expectedStatus = (access: Access, matrixCase: MatrixCase, caller: MatrixCallerName): number => {
  const refusal = refusals[access][caller];
  if (refusal !== undefined) return refusal;
  return (mayAll.has(caller) ? undefined : refusalOfThing(access, matrixCase)) ?? matrixCase.status;
};

/** Whether the caller may read what strangers may not. */
export const mayReadAll = (caller: MatrixCallerName): boolean => mayAll.has(caller);
