/** The two roles that log in. They have no attribute but that; what they may do is granted by the migrations. */
import { escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';
import { sessionLimits } from '../database/session-limits.ts';
import type { AdminConnection } from './admin-connection.ts';
import { MigrateError } from './migrate-error.ts';
import { apiRole, usersReaderRole } from './role-names.ts';
import { scramVerifier } from './scram-verifier.ts';

export interface RolePasswords {
  readonly api: string;
  readonly usersReader: string;
}

const attributesSchema = z.array(z.object({ is_mighty: z.boolean() })).max(1);

/** A role that was made by hand may be too mighty; a role that bypasses every grant makes nonsense of them. */
const checkAttributes = async (admin: AdminConnection, role: string): Promise<'absent' | 'present'> => {
  const { rows } = await admin.query(
    'SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls AS is_mighty FROM pg_roles WHERE rolname = $1',
    [role],
  );
  const [found] = attributesSchema.parse(rows);
  if (found?.is_mighty) {
    const remedy = `ALTER ROLE ${role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`;
    throw new MigrateError('RoleTooMighty', `The role ${role} may do more than log in, run: ${remedy}`);
  }
  return found === undefined ? 'absent' : 'present';
};

const ensureRole = async (admin: AdminConnection, role: string, password: string): Promise<void> => {
  const verb = (await checkAttributes(admin, role)) === 'absent' ? 'CREATE' : 'ALTER';
  const verifier = escapeLiteral(scramVerifier(password));
  await admin.query(`${verb} ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${verifier}`);
};

/** The api asks for the same at the start of each session, which not every pooler hands on. */
const ensureLimits = async (admin: AdminConnection): Promise<void> => {
  for (const [setting, value] of Object.entries(sessionLimits)) {
    await admin.query(`ALTER ROLE ${escapeIdentifier(apiRole)} SET ${setting} TO ${value}`);
  }
};

/** Makes the roles where they are missing, and gives them their passwords in any case. */
export const ensureRoles = async (admin: AdminConnection, passwords: RolePasswords): Promise<void> => {
  await ensureRole(admin, apiRole, passwords.api);
  await ensureLimits(admin);
  await ensureRole(admin, usersReaderRole, passwords.usersReader);
};
