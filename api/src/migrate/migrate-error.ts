/** What stops a migration. `message` says what was attempted and what to do; it holds no secret. */

export type MigrateErrorCode =
  | 'ServerUnreachable'
  | 'ServerTooOld'
  | 'LocaleMissing'
  | 'RightMissing'
  | 'RoleTooMighty'
  | 'PasswordUnsuitable'
  | 'MigrationChanged'
  | 'MigrationUnknown'
  | 'MigrationFailed'
  | 'MigrationInterrupted'
  | 'MigrationBusy';

/** Another try may find them gone. */
const passing: ReadonlySet<MigrateErrorCode> = new Set(['ServerUnreachable', 'MigrationInterrupted', 'MigrationBusy']);

export class MigrateError extends Error {
  readonly code: MigrateErrorCode;

  constructor(code: MigrateErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrateError';
    this.code = code;
  }
}

/** Whether trying again is of no use before somebody has mended something. */
export const needsAPerson = (error: unknown): boolean => error instanceof MigrateError && !passing.has(error.code);
