/** `refresh_families` and `refresh_tokens` of auth_db. A token holds while it is unused, has not expired, and its family is not over. */
import type { Pool, PoolClient } from 'pg';
import {
  familySeconds,
  hashOfToken,
  type RefreshToken,
  refreshTokenSeconds,
  type TokenState,
  usedTokenSeconds,
} from './refresh-token.ts';
import type { User } from './user.ts';
import { type UserRow, userColumns, userFrom } from './users-repository.ts';

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000);

// The lock makes a change of the password wait, or this wait for it: no session begins by a password that is no more.
const insert = `
  WITH owner AS (
    SELECT id FROM users WHERE id = $1 AND password_version = $2 FOR SHARE
  ), family AS (
    INSERT INTO refresh_families (id, user_id, created_at, ends_at)
    SELECT $3, id, $4, $5 FROM owner
    RETURNING id
  )
  INSERT INTO refresh_tokens (family_id, token_hash, created_at, expires_at)
  SELECT id, $6, $4, $7 FROM family`;

/** Starts the token's family. False when the password was changed since `user` was read. */
export const insertFamily = async (pool: Pool, user: User, token: RefreshToken, now: Date): Promise<boolean> => {
  const { rowCount } = await pool.query(insert, [
    user.id,
    user.passwordVersion,
    token.familyId,
    now,
    after(now, familySeconds),
    hashOfToken(token),
    after(now, refreshTokenSeconds),
  ]);
  return rowCount === 1;
};

// Of many at once one gets the row's lock, and the others find it used. One statement: there is no state between.
const exchange = `
  WITH used AS (
    UPDATE refresh_tokens AS token SET used_at = $4
    FROM refresh_families AS family
    WHERE token.family_id = $1 AND token.token_hash = $2 AND token.used_at IS NULL AND token.expires_at > $4
      AND family.id = token.family_id AND family.revoked_at IS NULL AND family.ends_at > $4
    RETURNING family.id AS family_id, family.user_id, family.ends_at
  ), successor AS (
    INSERT INTO refresh_tokens (family_id, token_hash, created_at, expires_at)
    SELECT family_id, $3, $4, least($5::timestamptz, ends_at) FROM used
    RETURNING expires_at
  ), pruned AS (
    DELETE FROM refresh_tokens WHERE family_id = (SELECT family_id FROM used) AND used_at < $6
  )
  SELECT ${userColumns}, successor.expires_at
  FROM used JOIN users ON users.id = used.user_id CROSS JOIN successor`;

export interface ExchangedToken {
  readonly user: User;
  readonly expiresAt: Date;
}

/** Makes `next` the token's successor. Undefined when `token` does not hold. */
export const exchangeToken = async (
  pool: Pool,
  token: RefreshToken,
  next: RefreshToken,
  now: Date,
): Promise<ExchangedToken | undefined> => {
  const { rows } = await pool.query<UserRow & { expires_at: Date }>(exchange, [
    token.familyId,
    hashOfToken(token),
    hashOfToken(next),
    now,
    after(now, refreshTokenSeconds),
    after(now, -usedTokenSeconds),
  ]);
  return rows[0] && { user: userFrom(rows[0]), expiresAt: rows[0].expires_at };
};

/** Undefined when there is no such family. */
export const observeToken = async (pool: Pool, token: RefreshToken, now: Date): Promise<TokenState | undefined> => {
  const { rows } = await pool.query<TokenState>(
    `SELECT family.revoked_at IS NOT NULL OR family.ends_at <= $3 AS "isFamilyOver",
            token.id IS NOT NULL AS "isKnown", token.used_at AS "usedAt"
     FROM refresh_families AS family
     LEFT JOIN refresh_tokens AS token ON token.family_id = family.id AND token.token_hash = $2
     WHERE family.id = $1`,
    [token.familyId, hashOfToken(token), now],
  );
  return rows[0];
};

/** Ends one login. */
export const revokeFamily = async (pool: Pool, familyId: string, now: Date): Promise<void> => {
  await pool.query('UPDATE refresh_families SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [familyId, now]);
};

export interface Revocation {
  readonly userId: string;
  /** The one that goes on; undefined: none does. */
  readonly exceptFamilyId?: string | undefined;
  readonly now: Date;
}

/** Ends a user's logins. */
export const revokeFamilies = async (
  client: Pool | PoolClient,
  { userId, exceptFamilyId, now }: Revocation,
): Promise<void> => {
  await client.query(
    `UPDATE refresh_families SET revoked_at = $2
     WHERE user_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3::uuid`,
    [userId, now, exceptFamilyId ?? null],
  );
};

/** Deletes what cannot be exchanged any more. Returns how many rows went, at most `limit` of each table. */
export const deleteEnded = async (pool: Pool, now: Date, limit: number): Promise<number> => {
  const families = await pool.query(
    'DELETE FROM refresh_families WHERE id IN (SELECT id FROM refresh_families WHERE ends_at <= $1 LIMIT $2)',
    [now, limit],
  );
  const tokens = await pool.query(
    'DELETE FROM refresh_tokens WHERE id IN (SELECT id FROM refresh_tokens WHERE expires_at <= $1 LIMIT $2)',
    [now, limit],
  );
  return (families.rowCount ?? 0) + (tokens.rowCount ?? 0);
};
