/** `refresh_families` and `refresh_tokens` of auth_db. A token holds while it is unused, has not expired, and its family is not over. */
import type { Pool, PoolClient } from 'pg';
import {
  familiesPerUser,
  familySeconds,
  hashOfToken,
  lostSuccessorSeconds,
  type RefreshToken,
  refreshTokenSeconds,
  revokedFamilySeconds,
  supersededGraceSeconds,
  type TokenState,
  usedTokenSeconds,
} from './refresh-token.ts';
import type { User } from './user.ts';
import { type UserRow, userColumns, userFrom } from './users-repository.ts';

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000);

// The lock makes a change of the password wait, or this wait for it: no session begins by a password that is no more.
// Logins that begin at once may leave a few too many; the next one ends those.
const insert = `
  WITH owner AS (
    SELECT id FROM users WHERE id = $1 AND password_version = $2 FOR SHARE
  ), family AS (
    INSERT INTO refresh_families (id, user_id, created_at, ends_at)
    SELECT $3, id, $4, $5 FROM owner
    RETURNING id
  ), crowded_out AS (
    UPDATE refresh_families SET revoked_at = $4
    WHERE revoked_at IS NULL AND id IN (
      SELECT id FROM refresh_families
      WHERE user_id = (SELECT id FROM owner) AND revoked_at IS NULL
      ORDER BY created_at DESC, id OFFSET $8::int - 1
    )
  )
  INSERT INTO refresh_tokens (family_id, token_hash, created_at, expires_at)
  SELECT id, $6, $4, $7 FROM family`;

/** Starts the token's family, and ends the user's oldest beyond {@link familiesPerUser}. False when the password was changed since `user` was read. */
export const insertFamily = async (pool: Pool, user: User, token: RefreshToken, now: Date): Promise<boolean> => {
  const { rowCount } = await pool.query(insert, [
    user.id,
    user.passwordVersion,
    token.familyId,
    now,
    after(now, familySeconds),
    hashOfToken(token),
    after(now, refreshTokenSeconds),
    familiesPerUser,
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

const exchangedFrom = (row: (UserRow & { readonly expires_at: Date }) | undefined): ExchangedToken | undefined =>
  row && { user: userFrom(row), expiresAt: row.expires_at };

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
  return exchangedFrom(rows[0]);
};

// A family has one unused token. It is the successor of that which was used last; so old by its own row's time, and given a new one:
// who waited for the row finds it too young.
const replace = `
  WITH replaced AS (
    UPDATE refresh_tokens AS successor
    SET token_hash = $3, created_at = $4, expires_at = least($5::timestamptz, family.ends_at)
    FROM refresh_tokens AS token JOIN refresh_families AS family ON family.id = token.family_id
    WHERE token.family_id = $1 AND token.token_hash = $2 AND token.used_at > $6
      AND family.revoked_at IS NULL AND family.ends_at > $4
      AND successor.family_id = token.family_id AND successor.used_at IS NULL AND successor.created_at <= $7
      AND NOT EXISTS (
        SELECT FROM refresh_tokens AS later
        WHERE later.family_id = token.family_id AND later.used_at >= token.used_at AND later.id <> token.id
      )
    RETURNING family.user_id, successor.expires_at
  )
  SELECT ${userColumns}, replaced.expires_at FROM replaced JOIN users ON users.id = replaced.user_id`;

/**
 * Makes `next` the successor of a token that was exchanged within the grace, instead of the one it has. Undefined when that was used,
 * or is so young that its answer may be on its way.
 */
export const replaceSuccessor = async (
  pool: Pool,
  token: RefreshToken,
  next: RefreshToken,
  now: Date,
): Promise<ExchangedToken | undefined> => {
  const { rows } = await pool.query<UserRow & { expires_at: Date }>(replace, [
    token.familyId,
    hashOfToken(token),
    hashOfToken(next),
    now,
    after(now, refreshTokenSeconds),
    after(now, -supersededGraceSeconds),
    after(now, -lostSuccessorSeconds),
  ]);
  return exchangedFrom(rows[0]);
};

export interface ObservedToken extends TokenState {
  /** Whose login it is. */
  readonly userId: string;
}

/** Undefined when there is no such family. */
export const observeToken = async (pool: Pool, token: RefreshToken, now: Date): Promise<ObservedToken | undefined> => {
  const { rows } = await pool.query<ObservedToken>(
    `SELECT family.user_id AS "userId", family.revoked_at IS NOT NULL OR family.ends_at <= $3 AS "isFamilyOver",
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

/** Deletes what cannot be exchanged any more. Returns how many rows went, at most `limit` of each table, and with a family its tokens. */
export const deleteEnded = async (pool: Pool, now: Date, limit: number): Promise<number> => {
  const families = await pool.query(
    `DELETE FROM refresh_families WHERE id IN (
       SELECT id FROM refresh_families WHERE ends_at <= $1 OR revoked_at <= $2 LIMIT $3
     )`,
    [now, after(now, -revokedFamilySeconds), limit],
  );
  const tokens = await pool.query(
    'DELETE FROM refresh_tokens WHERE id IN (SELECT id FROM refresh_tokens WHERE expires_at <= $1 LIMIT $2)',
    [now, limit],
  );
  return (families.rowCount ?? 0) + (tokens.rowCount ?? 0);
};
