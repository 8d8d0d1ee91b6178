/** Who a request says it is from, proved: `Authorization: Bearer <access token>` or `X-Internal-API-Key`. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../problems/api-error.ts';
import { anonymous, type Caller, type UserCaller } from './caller.ts';

export interface CallerProofs {
  /** Throws AccessTokenInvalid. */
  readonly verifyAccessToken: (token: string) => Promise<UserCaller>;
  readonly internalApiKeys: () => readonly string[];
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares digests, so that the time says nothing of the keys, their lengths included; every key is compared. */
const isOneOf = (keys: readonly string[], presented: string): boolean => {
  const given = digest(presented);
  return keys.map((key) => timingSafeEqual(digest(key), given)).includes(true);
};

const verifyInternalKey = (presented: unknown, keys: readonly string[]): Caller => {
  if (typeof presented === 'string' && isOneOf(keys, presented)) return { kind: 'service' };
  throw new ApiError(
    'InternalKeyInvalid',
    'Could not take the X-Internal-API-Key: no service has it; check its Secret',
  );
};

const bearerPattern = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * The caller; anonymous without any proof. A proof that is presented must hold, also where none is needed: whoever goes on as
 * nobody without knowing it is worse off than with an answer.
 *
 * @throws ApiError AccessTokenInvalid, InternalKeyInvalid
 */
export const resolveCaller = async (headers: IncomingHttpHeaders, proofs: CallerProofs): Promise<Caller> => {
  const internalKey = headers['x-internal-api-key'];
  if (internalKey !== undefined) return verifyInternalKey(internalKey, proofs.internalApiKeys());
  if (headers.authorization === undefined) return anonymous;
  const [, token] = bearerPattern.exec(headers.authorization) ?? [];
  if (token !== undefined) return await proofs.verifyAccessToken(token);
  throw new ApiError('AccessTokenInvalid', 'Could not read the Authorization header: send `Bearer <access token>`');
};
