import { describe, expect, it } from 'vitest';
import type { AdminConnection } from './admin-connection.ts';
import { ensureDatabase } from './ensure-database.ts';

/** Every server of the tests has the locale: its system's library does. */
const serverWithoutLocale = (statements: string[]): AdminConnection => ({
  query: async (text) => {
    statements.push(text);
    const refusal = Object.assign(new Error('invalid locale name: "C.UTF-8"'), { code: '42809' });
    if (text.startsWith('CREATE DATABASE')) throw refusal;
    return { rows: [], rowCount: 0, command: '', oid: 0, fields: [] };
  },
});

describe('ensureDatabase', () => {
  it('says which locale the server lacks, and asks for it whatever provider the server has', async () => {
    const statements: string[] = [];
    await expect(ensureDatabase(serverWithoutLocale(statements), 'vod_db')).rejects.toMatchObject({
      code: 'LocaleMissing',
      message: expect.stringContaining('no locale C.UTF-8'),
    });
    expect(statements.at(-1)).toContain("LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
  });
});
