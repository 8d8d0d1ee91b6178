/**
 * Access tokens: JWTs (RFC 7519) that say who calls, for ten minutes. Nobody is asked when one is checked, so none can be
 * revoked: it dies by time, and whoever was logged out is out after ten minutes at the latest.
 *
 * Everything is pinned, as RFC 8725 advises: the algorithm (HS256), the type (`at+jwt`, RFC 9068), issuer and audience. Keys
 * rotate: the first signs, all of them verify, and a token names its key by an id that is derived from the key.
 */
import { createHash } from 'node:crypto';
import { type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Role, UserCaller } from '../access/caller.ts';
import { ApiError } from '../problems/api-error.ts';

export const accessTokenIssuer = 'kubecast';
export const accessTokenAudience = 'kubecast-api';
/** How long a token holds. */
export const accessTokenSeconds = 600;
/** How far the clocks of two replicas may be apart. */
const leewaySeconds = 5;

const algorithm = 'HS256';
const type = 'at+jwt';

const expected = {
  algorithms: [algorithm],
  typ: type,
  issuer: accessTokenIssuer,
  audience: accessTokenAudience,
  requiredClaims: ['sub', 'iat', 'exp'],
  clockTolerance: leewaySeconds,
};

export interface AccessTokenOptions {
  /** Secrets, the one that signs first. Asked at each call, so that a rotation needs no restart. */
  readonly keys: () => readonly string[];
  readonly now: () => Date;
}

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface AccessTokens {
  /** Throws RangeError when there is no key. */
  sign(user: { readonly id: string; readonly role: Role }): Promise<AccessToken>;
  /** Throws ApiError `AccessTokenInvalid` for whatever is not a token of ours that holds now. */
  verify(token: string): Promise<UserCaller>;
}

interface TokenKey {
  readonly id: string;
  readonly imported: Promise<CryptoKey>;
}

const claims = z.object({ sub: z.uuid(), role: z.enum(['user', 'admin']) });

const importKey = (secret: string): TokenKey => ({
  id: createHash('sha256').update(secret).digest('base64url').slice(0, 8),
  imported: crypto.subtle.importKey('raw', Buffer.from(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]),
});

/** The keys of the moment; each is imported once, as long as it is among them. */
const createKeyRing = (secrets: () => readonly string[]) => {
  let known = new Map<string, TokenKey>();
  return (): readonly TokenKey[] => {
    known = new Map(secrets().map((secret) => [secret, known.get(secret) ?? importKey(secret)]));
    return [...known.values()];
  };
};

const keyNamedIn = (ring: () => readonly TokenKey[]) => (header: JWTHeaderParameters) => {
  const key = ring().find(({ id }) => id === header.kid);
  if (!key) throw new RangeError('No key has the id that the token names');
  return key.imported;
};

export const createAccessTokens = ({ keys, now }: AccessTokenOptions): AccessTokens => {
  const ring = createKeyRing(keys);
  const keyOf = keyNamedIn(ring);
  return {
    sign: async ({ id, role }) => {
      const [key] = ring();
      if (!key) throw new RangeError('There is no key to sign access tokens with, put one into accessTokenKeys');
      const issuedAt = Math.floor(now().getTime() / 1000);
      const token = await new SignJWT({ role })
        .setProtectedHeader({ alg: algorithm, typ: type, kid: key.id })
        .setIssuer(accessTokenIssuer)
        .setAudience(accessTokenAudience)
        .setSubject(id)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + accessTokenSeconds)
        .sign(await key.imported);
      return { token, expiresAt: new Date((issuedAt + accessTokenSeconds) * 1000) };
    },
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, keyOf, { ...expected, currentDate: now() });
        const { sub, role } = claims.parse(payload);
        return { kind: 'user', id: sub, role };
      } catch (cause) {
        throw new ApiError('AccessTokenInvalid', 'Could not take the access token: refresh it or log in again', {
          cause,
        });
      }
    },
  };
};
