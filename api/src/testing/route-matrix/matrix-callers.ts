/** Who calls in the matrix, and how each proves it. */
import { createAccessTokens } from '../../auth/access-tokens.ts';
import type { TestApp, TestUser } from '../test-app.ts';

export const matrixCallerNames = [
  'owner',
  'stranger',
  'anonymous',
  'admin',
  'service',
  'wrong key',
  'expired token',
  'foreign token',
] as const;

export type MatrixCallerName = (typeof matrixCallerNames)[number];

export interface MatrixCallers {
  readonly owner: TestUser;
  /** The headers of each. The bad tokens are the owner's, so that nothing but their fault is against them. */
  readonly headers: Readonly<Record<MatrixCallerName, Readonly<Record<string, string>>>>;
}

const dayMs = 86_400_000;

/** A token of the user's that was signed another day, or with another key. */
const badToken = async (
  { dependencies }: TestApp,
  { id, role }: TestUser,
  change: { readonly key?: string; readonly now?: Date },
): Promise<Readonly<Record<string, string>>> => {
  const { key = dependencies.keys().accessTokenKeys[0], now = dependencies.now() } = change;
  const { token } = await createAccessTokens({ keys: () => [key], now: () => now }).sign({ id, role });
  return { authorization: `Bearer ${token}` };
};

export const makeCallers = async (api: TestApp): Promise<MatrixCallers> => {
  const [owner, stranger, admin] = [await api.loginAs(), await api.loginAs(), await api.loginAs({ role: 'admin' })];
  const yesterday = new Date(api.dependencies.now().getTime() - dayMs);
  return {
    owner,
    headers: {
      owner: owner.headers,
      stranger: stranger.headers,
      anonymous: {},
      admin: admin.headers,
      service: api.serviceHeaders,
      'wrong key': { 'x-internal-api-key': 'an internal api key of nobody' },
      'expired token': await badToken(api, owner, { now: yesterday }),
      'foreign token': await badToken(api, owner, { key: 'an access token key of somebody, 32 characters' }),
    },
  };
};
