import { createLogger } from '@kubecast/media/logger';
import { describe, expect, it } from 'vitest';
import { Readiness } from './readiness.ts';
import { absentPostgres } from './testing/absent-postgres.ts';

const logger = createLogger('api', 'silent');

/** What each look finds: the names that are missing, or that no database answers. */
const lookAt = async (...findings: readonly (readonly string[] | 'away')[]) => {
  const remaining = [...findings];
  const { databases } = absentPostgres();
  const missingMigrations = async () => {
    const finding = remaining.shift() ?? [];
    if (finding === 'away') throw new Error('connection refused');
    return finding;
  };
  const readiness = new Readiness({ databases, missingMigrations, logger });
  const faults: (string | undefined)[] = [readiness.fault()];
  for (const _ of findings) {
    await readiness.look();
    faults.push(readiness.fault());
  }
  return { readiness, faults };
};

describe('Readiness', () => {
  it('waits for a database that answers, then for each migration', async () => {
    const { faults } = await lookAt('away', ['auth_db/0001-users', 'vod_db/0001-videos'], []);
    expect(faults).toEqual([
      'waiting for the first look at the databases',
      'the database does not answer: connection refused',
      'waiting for migrations: auth_db/0001-users, vod_db/0001-videos',
      undefined,
    ]);
  });

  it('stays ready for two looks that fail, and is not at the third', async () => {
    const { readiness } = await lookAt([]);
    const faults: boolean[] = [];
    for (const _ of [1, 2, 3]) {
      await readiness.look();
      faults.push(readiness.fault() !== undefined);
    }
    expect(faults).toEqual([false, false, true]);
  });

  it('lets a life begin when the migrations are there, and not when told to end before', async () => {
    const begun: string[] = [];
    const { readiness } = await lookAt(['auth_db/0001-users'], ['auth_db/0001-users']);
    const stop = new AbortController();
    const stopped = readiness.whenMigrated(async () => void begun.push('stopped'))(stop.signal);
    const waiting = readiness.whenMigrated(async () => void begun.push('waiting'))(new AbortController().signal);
    stop.abort();
    await stopped;
    expect(begun).toEqual([]);
    await readiness.look();
    await waiting;
    expect(begun).toEqual(['waiting']);
  });

  it('ends with its signal', async () => {
    const { readiness } = await lookAt([]);
    await expect(readiness.run(AbortSignal.abort())).resolves.toBeUndefined();
  });
});
