/**
 * Grants: who holds one may read a path for a while. HMAC-SHA256 over path and expiry, so that the edge checks a request in
 * microseconds and asks nobody.
 *
 * A grant's path starts with `/`. With a `/` at its end it covers everything below, else that one file alone.
 *
 *     token      <keyId>.<expires>.<signature>     the cookie's value, or `~<token>` in /live-streams/~<token>/…
 *     query      ?expires=<expires>&signature=<keyId>.<signature>     for single files under /storage/
 *
 * `expires` is Unix seconds; the first second in which the grant no longer holds. Keys rotate: the file of keys has one key a
 * line, the first signs, all of them verify. A key's id is derived from the key, so there is nothing to number.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The HttpOnly cookie that carries a token; its `Path` is the grant's path. */
export const grantCookie = 'kubecast_grant';

export interface GrantKey {
  /** 8 characters of base64url. */
  readonly id: string;
  readonly secret: string;
}

export interface Grant {
  readonly path: string;
  readonly expiresAt: Date;
}

/** What a presented grant says; nothing of it is believed before {@link verifyGrant}. */
export interface PresentedGrant {
  readonly keyId: string;
  /** Unix seconds. */
  readonly expires: number;
  readonly signature: string;
}

const minimumKeyLength = 32;
const keyIdPattern = '[A-Za-z0-9_-]{8}';
const expiresPattern = '[1-9][0-9]{8,11}';
const signaturePattern = '[A-Za-z0-9_-]{43}';
const tokenPattern = new RegExp(`^(${keyIdPattern})\\.(${expiresPattern})\\.(${signaturePattern})$`);
const queryExpiresPattern = new RegExp(`^${expiresPattern}$`);
const querySignaturePattern = new RegExp(`^(${keyIdPattern})\\.(${signaturePattern})$`);

const keyId = (secret: string): string => createHash('sha256').update(secret).digest('base64url').slice(0, 8);

const signature = (key: GrantKey, path: string, expires: number): string =>
  createHmac('sha256', key.secret).update(`kubecast-grant\n${path}\n${expires}`).digest('base64url');

/** Reads the file of keys. Throws RangeError without a key, or for one under 32 characters. */
export const parseGrantKeys = (text: string): readonly [GrantKey, ...GrantKey[]] => {
  const secrets = text.split(/\s+/).filter((line) => line !== '');
  if (secrets.some((secret) => secret.length < minimumKeyLength)) {
    throw new RangeError(`A grant key is shorter than ${minimumKeyLength} characters, make it of 32 random bytes`);
  }
  const [first, ...rest] = secrets.map((secret) => ({ id: keyId(secret), secret }));
  if (!first) throw new RangeError('The file of grant keys is empty, put one key a line into it');
  return [first, ...rest];
};

/** Signs a grant; the result goes out as a token or in a query. */
export const signGrant = (key: GrantKey, { path, expiresAt }: Grant): PresentedGrant => {
  const expires = Math.floor(expiresAt.getTime() / 1000);
  return { keyId: key.id, expires, signature: signature(key, path, expires) };
};

export const formatGrantToken = (grant: PresentedGrant): string => `${grant.keyId}.${grant.expires}.${grant.signature}`;

/** The query of a signed URL, without the `?`. */
export const formatGrantQuery = (grant: PresentedGrant): string =>
  `expires=${grant.expires}&signature=${grant.keyId}.${grant.signature}`;

/** Reads a token; undefined for anything that is none. */
export const parseGrantToken = (token: string): PresentedGrant | undefined => {
  const [, keyId, expires, signature] = tokenPattern.exec(token) ?? [];
  if (!keyId || !expires || !signature) return undefined;
  return { keyId, expires: Number(expires), signature };
};

/** Reads a signed URL's query; undefined where there is no signature, or one that is malformed. */
export const parseGrantQuery = (query: URLSearchParams): PresentedGrant | undefined => {
  const expires = query.get('expires') ?? '';
  const [, keyId, signature] = querySignaturePattern.exec(query.get('signature') ?? '') ?? [];
  if (!keyId || !signature || !queryExpiresPattern.test(expires)) return undefined;
  return { keyId, expires: Number(expires), signature };
};

/** What is checked, with the keys that are known and the time it is. */
export interface GrantCheck {
  readonly path: string;
  readonly keys: readonly GrantKey[];
  readonly now: Date;
}

/**
 * True when one of the keys signed exactly this path and expiry, and it has not expired. Signatures are compared as text and
 * in constant time: base64url has spellings that decode alike, and only the canonical one is ours.
 */
export const verifyGrant = (grant: PresentedGrant, { path, keys, now }: GrantCheck): boolean => {
  if (now.getTime() >= grant.expires * 1000) return false;
  const key = keys.find(({ id }) => id === grant.keyId);
  if (!key) return false;
  const expected = Buffer.from(signature(key, path, grant.expires));
  const presented = Buffer.from(grant.signature);
  return expected.length === presented.length && timingSafeEqual(expected, presented);
};
