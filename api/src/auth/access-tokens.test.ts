import { createHash, createHmac } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createAccessTokens } from './access-tokens.ts';

const user = { id: '8a4e1bb6-7b0f-4c43-9c2b-3a6f3d1f0a11', role: 'user' } as const;
const key = 'the key that signs, of thirty-two bytes';
const olderKey = 'the key that signed before, also long';
const start = new Date('2026-01-02T03:04:05Z');

const keyId = (secret: string) => createHash('sha256').update(secret).digest('base64url').slice(0, 8);
const at = (seconds: number) => () => new Date(start.getTime() + seconds * 1000);
const tokensAt = (seconds: number, keys: readonly string[] = [key]) =>
  createAccessTokens({ keys: () => keys, now: at(seconds) });
const refused = { name: 'ApiError', code: 'AccessTokenInvalid', status: 401 };

const header = { alg: 'HS256', typ: 'at+jwt', kid: keyId(key) };
const payload = {
  iss: 'kubecast',
  aud: 'kubecast-api',
  sub: user.id,
  role: 'user',
  iat: Math.floor(start.getTime() / 1000),
  exp: Math.floor(start.getTime() / 1000) + 600,
};
/** Signed with the right key, whatever it says. */
const forged = ({ headers = {}, claims = {} }: { headers?: object; claims?: object }) =>
  new SignJWT({ ...payload, ...claims }).setProtectedHeader({ ...header, ...headers }).sign(Buffer.from(key));

describe('createAccessTokens', () => {
  it('knows the user of a token that it signed', async () => {
    const { token, expiresAt } = await tokensAt(0).sign({ id: user.id, role: 'admin' });
    expect(expiresAt).toEqual(at(600)());
    expect(await tokensAt(1).verify(token)).toEqual({ kind: 'user', id: user.id, role: 'admin' });
  });

  it('accepts a token made by another program from the same claims', async () => {
    expect(await tokensAt(0).verify(await forged({}))).toEqual({ kind: 'user', ...user });
  });

  it.each([
    [-4, 'a replica whose clock is 4 s behind'],
    [604, 'the leeway after its end'],
  ])('accepts a token %i s after it was signed: %s', async (seconds) => {
    const { token } = await tokensAt(0).sign(user);
    expect(await tokensAt(seconds).verify(token)).toMatchObject({ id: user.id });
  });

  it('refuses a token that has expired', async () => {
    const { token } = await tokensAt(0).sign(user);
    await expect(tokensAt(606).verify(token)).rejects.toMatchObject(refused);
  });

  it.each([
    ['another issuer', { claims: { iss: 'elsewhere' } }],
    ['another audience', { claims: { aud: 'kubecast-edge' } }],
    ['another type', { headers: { typ: 'JWT' } }],
    ['another algorithm of the same key', { headers: { alg: 'HS512' } }],
    ['an unknown key id', { headers: { kid: 'AAAAAAAA' } }],
    ['no key id', { headers: { kid: undefined } }],
    ['no end', { claims: { exp: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a subject that is no id', { claims: { sub: 'root' } }],
    ['a role that does not exist', { claims: { role: 'owner' } }],
    ['a start in the future', { claims: { nbf: payload.iat + 60 } }],
  ])('refuses a well-signed token with %s', async (_, token) => {
    await expect(forged(token).then(tokensAt(0).verify)).rejects.toMatchObject(refused);
  });

  it('refuses a token without a signature', async () => {
    const unsecured = new UnsecuredJWT(payload).encode();
    await expect(tokensAt(0).verify(unsecured)).rejects.toMatchObject(refused);
    const none = Buffer.from(JSON.stringify({ ...header, alg: 'none' })).toString('base64url');
    await expect(tokensAt(0).verify(unsecured.replace(/^[^.]+/, none))).rejects.toMatchObject(refused);
  });

  it('refuses a token whose claims were changed', async () => {
    const { token } = await tokensAt(0).sign(user);
    const [head, , signature] = token.split('.');
    const claims = Buffer.from(JSON.stringify({ ...payload, role: 'admin' })).toString('base64url');
    await expect(tokensAt(0).verify(`${head}.${claims}.${signature}`)).rejects.toMatchObject(refused);
  });

  it('refuses a token that names a known key but was signed with another secret', async () => {
    const [head, claims] = (await tokensAt(0).sign(user)).token.split('.');
    const signature = createHmac('sha256', 'another secret').update(`${head}.${claims}`).digest('base64url');
    await expect(tokensAt(0).verify(`${head}.${claims}.${signature}`)).rejects.toMatchObject(refused);
  });

  it.each(['', 'x', 'a.b.c', '....', `${'a'.repeat(8000)}.b.c`])('refuses %j, which is no token', async (text) => {
    await expect(tokensAt(0).verify(text)).rejects.toMatchObject(refused);
  });

  it('signs with the first key and verifies with all while keys are rotated', async () => {
    let keys = [olderKey];
    const tokens = createAccessTokens({ keys: () => keys, now: at(0) });
    const older = (await tokens.sign(user)).token;
    keys = [key, olderKey];
    const newer = (await tokens.sign(user)).token;
    expect(await tokens.verify(older)).toMatchObject({ id: user.id });
    keys = [key];
    expect(await tokens.verify(newer)).toMatchObject({ id: user.id });
    await expect(tokens.verify(older)).rejects.toMatchObject(refused);
  });

  it('signs nothing when there is no key', async () => {
    await expect(tokensAt(0, []).sign(user)).rejects.toThrow(RangeError);
  });
});
