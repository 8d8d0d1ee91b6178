import { describe, expect, it } from 'vitest';
import { startPostgres } from './postgres.ts';

describe('startPostgres', () => {
  it('gives the databases with the rights of the api', async () => {
    await using postgres = await startPostgres();
    const { rows } = await postgres.databases.streams.query('SELECT current_user AS role, count(*) FROM users_foreign');
    expect(rows).toEqual([{ role: 'kubecast_api', count: '0' }]);
  });
});
