import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type TestPostgres } from './postgres.ts';

/** To be called once at the top of a test file: starts a Postgres before its tests, and stops it after all else of the file. */
export const useTestPostgres = (): Omit<TestPostgres, 'stop' | keyof AsyncDisposable> => {
  let started: TestPostgres | undefined;
  const current = (): TestPostgres => {
    if (!started) throw new Error('The Postgres of a test file is there in its hooks and tests alone');
    return started;
  };
  beforeAll(async () => {
    started = await startPostgres();
  });
  afterAll(() => started?.stop());
  return {
    get databases() {
      return current().databases;
    },
    get admin() {
      return current().admin;
    },
    get access() {
      return current().access;
    },
    get adminAccess() {
      return current().adminAccess;
    },
    get secretsDirectory() {
      return current().secretsDirectory;
    },
    clear: () => current().clear(),
    log: () => current().log(),
    crash: () => current().crash(),
    resume: () => current().resume(),
  };
};
