import { describe, expect, it } from 'vitest';
import { MigrateError, needsAPerson } from './migrate-error.ts';

describe('needsAPerson', () => {
  it.each([
    ['a migration that was changed', new MigrateError('MigrationChanged', ''), true],
    ['a missing right', new MigrateError('RightMissing', ''), true],
    ['a server out of reach', new MigrateError('ServerUnreachable', ''), false],
    ['another migration under way', new MigrateError('MigrationBusy', ''), false],
    ['a lock that was not to be had', new MigrateError('MigrationInterrupted', ''), false],
    ['an error of the driver', new Error('Connection terminated'), false],
  ])('tells of %s', (_what, error, expected) => {
    expect(needsAPerson(error)).toBe(expected);
  });
});
