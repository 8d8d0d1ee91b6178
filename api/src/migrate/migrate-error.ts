/** What stops a migration and only a person can mend. `message` says what was attempted and what to do; it holds no secret. */

export type MigrateErrorCode =
  | 'ServerUnreachable'
  | 'ServerTooOld'
  | 'RightMissing'
  | 'RoleTooMighty'
  | 'MigrationChanged'
  | 'MigrationUnknown'
  | 'MigrationFailed';

export class MigrateError extends Error {
  readonly code: MigrateErrorCode;

  constructor(code: MigrateErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrateError';
    this.code = code;
  }
}
