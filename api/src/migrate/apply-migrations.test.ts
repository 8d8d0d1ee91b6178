import { describe, expect, it } from 'vitest';
import { planMigrations } from './apply-migrations.ts';

const files = ['0001-a', '0002-b', '0003-c'].map((name) => ({ name, sql: '', checksum: `of ${name}` }));
const applied = (...names: string[]) => names.map((name) => ({ name, checksum: `of ${name}` }));

describe('planMigrations', () => {
  it.each([
    ['all on an empty database', [], ['0001-a', '0002-b', '0003-c']],
    ['the later ones', ['0001-a', '0002-b'], ['0003-c']],
    ['one whose number came late', ['0001-a', '0003-c'], ['0002-b']],
    ['nothing when all are applied', ['0001-a', '0002-b', '0003-c'], []],
  ])('applies %s', (_name, done, expected) => {
    const { pending, later } = planMigrations('vod_db', files, applied(...done));
    expect({ pending: pending.map(({ name }) => name), later }).toEqual({ pending: expected, later: [] });
  });

  it('applies nothing and names the later ones when a newer release was here', () => {
    const done = applied('0001-a', '0002-b', '0003-c', '0004-d');
    expect(planMigrations('vod_db', files, done)).toEqual({ pending: [], later: ['0004-d'] });
  });

  it.each([
    ['among its own', ['0001-a', '0002-b', '0002-x', '0003-c'], '0002-x'],
    ['after its own, some of which are missing', ['0001-a', '0009-z'], '0009-z'],
  ])('refuses one that it does not know %s', (_where, done, unknown) => {
    const refused = expect.objectContaining({
      code: 'MigrationUnknown',
      message: expect.stringContaining(`vod_db has the migration ${unknown}`),
    });
    expect(() => planMigrations('vod_db', files, applied(...done))).toThrow(refused);
  });

  it('refuses one that was changed', () => {
    const changed = [{ name: '0001-a', checksum: 'other' }];
    expect(() => planMigrations('vod_db', files, changed)).toThrow('0001-a of vod_db was changed');
  });
});
