import { runSql } from './run-sql.ts';

/** Deletes an account, for which there is no route. Nothing happens where there is none. `username` is of a test's own making. */
export const deleteAccount = async (username: string): Promise<void> => {
  await runSql('auth_db', `DELETE FROM users WHERE username = '${username}'`);
};
