/** `users` of auth_db. Names and addresses are unique whatever their case. */
import { DatabaseError, type Pool, type PoolClient } from 'pg';
import type { Role } from '../../access/caller.ts';
import type { User, UserWithPassword } from './user.ts';

/** {@link userColumns} as the driver gives them. */
export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly display_name: string | null;
  readonly role: Role;
  readonly created_at: Date;
  readonly password_version: number;
}

interface UserWithPasswordRow extends UserRow {
  readonly password_hash: string;
}

/** Of the statements that return users, also those of sessions. */
export const userColumns =
  'users.id, users.username, users.email, users.display_name, users.role, users.created_at, users.password_version';

/** Reads {@link userColumns}. */
export const userFrom = (row: UserRow): User => ({
  id: row.id,
  username: row.username,
  email: row.email,
  displayName: row.display_name,
  role: row.role,
  createdAt: row.created_at,
  passwordVersion: row.password_version,
});

const withPassword = (row: UserWithPasswordRow | undefined): UserWithPassword | undefined =>
  row && { ...userFrom(row), passwordHash: row.password_hash };

export interface NewUser {
  readonly username: string;
  readonly email: string;
  readonly displayName: string | null;
  readonly passwordHash: string;
}

/** Which of an account's names somebody has. */
export type TakenName = 'username' | 'email';

/** Any number that no other lock of auth_db has. */
const firstUserLock = 6_001;

const insert = `
  INSERT INTO users (username, email, display_name, password_hash, role)
  VALUES ($1, $2, $3, $4, CASE WHEN $5 AND NOT EXISTS (SELECT FROM users) THEN 'admin' ELSE 'user' END)
  ON CONFLICT DO NOTHING
  RETURNING ${userColumns}`;

/**
 * Undefined when the name or the address is taken. With `isFirstAdmin`, the first user of all is made administrator: one after the
 * other holds the lock, and looks whether there is a user only then, by a snapshot of its own statement.
 */
export const insertUser = async (
  client: PoolClient,
  user: NewUser,
  isFirstAdmin: boolean,
): Promise<User | undefined> => {
  if (isFirstAdmin) await client.query('SELECT pg_advisory_xact_lock($1)', [firstUserLock]);
  const { rows } = await client.query<UserRow>(insert, [
    user.username,
    user.email,
    user.displayName,
    user.passwordHash,
    isFirstAdmin,
  ]);
  return rows[0] && userFrom(rows[0]);
};

/** Which of the two somebody has. */
export const findTakenNames = async (
  pool: Pool,
  { username, email }: { readonly username: string; readonly email: string },
): Promise<readonly TakenName[]> => {
  const { rows } = await pool.query<{ name: TakenName }>(
    `SELECT 'username' AS name WHERE EXISTS (SELECT FROM users WHERE lower(username) = lower($1))
     UNION ALL
     SELECT 'email' WHERE EXISTS (SELECT FROM users WHERE lower(email) = lower($2))`,
    [username, email],
  );
  return rows.map(({ name }) => name);
};

/**
 * `login` is a username or an e-mail address; only the latter has an @. It is put into lower case here, as the throttle does it:
 * Postgres has other letters for the same (U+0130 is an i there), and with them a guesser would have more names for one account.
 */
export const findUserByLogin = async (pool: Pool, login: string): Promise<UserWithPassword | undefined> => {
  const column = login.includes('@') ? 'email' : 'username';
  const { rows } = await pool.query<UserWithPasswordRow>(
    `SELECT ${userColumns}, password_hash FROM users WHERE lower(${column}) = $1`,
    [login.toLowerCase()],
  );
  return withPassword(rows[0]);
};

export const findUser = async (pool: Pool, id: string): Promise<UserWithPassword | undefined> => {
  const { rows } = await pool.query<UserWithPasswordRow>(
    `SELECT ${userColumns}, password_hash FROM users WHERE id = $1`,
    [id],
  );
  return withPassword(rows[0]);
};

/** The same password, hashed anew; unless it was changed meanwhile. */
export const replacePasswordHash = async (pool: Pool, user: UserWithPassword, passwordHash: string): Promise<void> => {
  await pool.query('UPDATE users SET password_hash = $3 WHERE id = $1 AND password_version = $2', [
    user.id,
    user.passwordVersion,
    passwordHash,
  ]);
};

/** What is to be other than it is; what is undefined stays. */
export interface UserChange {
  readonly displayName?: string | null | undefined;
  readonly email?: string | undefined;
  readonly passwordHash?: string | undefined;
}

const update = `
  UPDATE users SET
    display_name = CASE WHEN $3 THEN $4 ELSE display_name END,
    email = coalesce($5, email),
    password_hash = coalesce($6, password_hash),
    password_version = password_version + CASE WHEN $6::text IS NULL THEN 0 ELSE 1 END,
    updated_at = now()
  WHERE id = $1 AND password_version = $2
  RETURNING ${userColumns}`;

const isTaken = (error: unknown): boolean => error instanceof DatabaseError && error.code === '23505';

export type UserUpdate =
  | { readonly kind: 'updated'; readonly user: User }
  /** Somebody has the address. */
  | { readonly kind: 'emailTaken' }
  /** The password was changed since `user` was read. */
  | { readonly kind: 'superseded' };

/** In a transaction that ends with it when the address is taken. */
export const updateUser = async (client: PoolClient, user: User, change: UserChange): Promise<UserUpdate> => {
  const { displayName, email = null, passwordHash = null } = change;
  const values = [user.id, user.passwordVersion, displayName !== undefined, displayName ?? null, email, passwordHash];
  try {
    const { rows } = await client.query<UserRow>(update, values);
    return rows[0] ? { kind: 'updated', user: userFrom(rows[0]) } : { kind: 'superseded' };
  } catch (error) {
    if (isTaken(error)) return { kind: 'emailTaken' };
    throw error;
  }
};
