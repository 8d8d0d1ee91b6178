/**
 * A statement that takes a password as it is, which DDL takes no parameter for. Were it written into the statement's text, the
 * server's log and the driver's error would repeat it: so it goes as a parameter into a setting of the transaction, a block puts it
 * into the statement, and an error is raised anew without the statement that it came from.
 *
 * A server may log parameters too (`log_statement = all`). The transaction turns that off where the administrator may.
 */
import { escapeLiteral } from 'pg';
import { z } from 'zod';
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

/** What makes a server log statements, or their parameters, and the value at which it does not. A superuser's, or granted. */
const silence = `
  SELECT set_config(name, value, true)
  FROM (VALUES ('log_parameter_max_length', '0'), ('log_statement', 'none'), ('log_min_duration_statement', '-1'),
    ('log_min_duration_sample', '-1'), ('log_transaction_sample_rate', '0')) AS quiet (name, value)
  WHERE has_parameter_privilege(name, 'SET')`;

const isTold = `
  SELECT current_setting('log_parameter_max_length') <> '0' AND (current_setting('log_statement') = 'all'
    OR current_setting('log_min_duration_statement') = '0') AS is_told`;

const toldSchema = z.array(z.object({ is_told: z.boolean() })).length(1);

/** Runs `template`, where `%L` stands for the password, in a transaction of its own. Says whether the server's log has it now. */
export const runWithSecret = async (
  admin: AdminConnection,
  template: string,
  secret: string,
): Promise<'logged' | 'unlogged'> => {
  await admin.query('BEGIN');
  try {
    await admin.query(silence);
    const [log] = toldSchema.parse((await admin.query(isTold)).rows);
    await admin.query('SELECT set_config($1, $2, true)', [setting, secret]);
    await admin.query(block(template));
    await admin.query('COMMIT');
    return log?.is_told ? 'logged' : 'unlogged';
  } catch (error) {
    await admin.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};
