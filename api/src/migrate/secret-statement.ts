/**
 * A statement that takes a password, which DDL takes no parameter for. Were it written into the statement's text, the server's log
 * and the driver's error would repeat it: so it goes as a parameter into a setting of the transaction, a block puts it into the
 * statement, and an error is raised anew without the statement that it came from.
 */
import { escapeLiteral } from 'pg';
import type { AdminConnection } from './admin-connection.ts';

const setting = 'kubecast.password';

const block = (template: string): string => `
DO $block$
BEGIN
  EXECUTE format(${escapeLiteral(template)}, current_setting('${setting}'));
EXCEPTION WHEN OTHERS THEN
  RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM;
END
$block$`;

/** Runs `template`, where `%L` stands for the password, in a transaction of its own. */
export const runWithSecret = async (admin: AdminConnection, template: string, secret: string): Promise<void> => {
  await admin.query('BEGIN');
  try {
    await admin.query('SELECT set_config($1, $2, true)', [setting, secret]);
    await admin.query(block(template));
    await admin.query('COMMIT');
  } catch (error) {
    await admin.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};
