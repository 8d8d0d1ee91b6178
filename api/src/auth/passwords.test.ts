import { describe, expect, it } from 'vitest';
import type { BoundedRun } from './bounded-concurrency.ts';
import { createPasswords, hashingBounds, passwordCost } from './passwords.ts';

/** Cheap, and tells how much was done. */
const cost = { memory: 64, passes: 1, parallelism: 1 };
const counted = () => {
  let runs = 0;
  const run: BoundedRun = (work) => {
    runs += 1;
    return work();
  };
  return { passwords: createPasswords({ cost, run }), runs: () => runs };
};
const passwords = createPasswords({ cost });
const stranger = { party: '192.0.2.1', isKnown: false };

// From the tests of the reference implementation (phc-winner-argon2, src/test.c): `password`, salted with `somesalt`.
const reference = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';

describe('createPasswords', () => {
  it('knows the password of a hash that it made, and no other', async () => {
    const hash = await passwords.hash('correct horse', stranger);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await passwords.verify('correct horse', hash, stranger)).toBe(true);
    expect(await passwords.verify('correct horsf', hash, stranger)).toBe(false);
    expect(await passwords.verify('', hash, stranger)).toBe(false);
  });

  it('verifies what the reference implementation wrote', async () => {
    expect(await passwords.verify('password', reference, stranger)).toBe(true);
    expect(await passwords.verify('passwort', reference, stranger)).toBe(false);
  });

  it('salts each hash', async () => {
    expect(await passwords.hash('correct horse', stranger)).not.toBe(await passwords.hash('correct horse', stranger));
  });

  it('takes one character for the same however it is composed', async () => {
    const hash = await passwords.hash('Zo\u00eb on a beach', stranger);
    expect(await passwords.verify('Zoe\u0308 on a beach', hash, stranger)).toBe(true);
  });

  it.each([
    ['there is no such user', undefined],
    ['the account takes no password', '!'],
    ['the hash is of another kind', '$2b$10$abcdefghijklmnopqrstuv'],
  ])('does the same work for a no when %s', async (_, stored) => {
    const { passwords: watched, runs } = counted();
    expect(await watched.verify('correct horse', stored, stranger)).toBe(false);
    expect(runs()).toBe(1);
  });

  it('verifies a hash of another cost, and tells that it is outdated', async () => {
    const hash = await createPasswords({ cost: { memory: 32, passes: 2, parallelism: 1 } }).hash(
      'correct horse',
      stranger,
    );
    expect(await passwords.verify('correct horse', hash, stranger)).toBe(true);
    expect(passwords.isOutdated(hash)).toBe(true);
    expect(passwords.isOutdated(await passwords.hash('correct horse', stranger))).toBe(false);
    expect(passwords.isOutdated(reference)).toBe(true);
  });

  it('refuses with Busy whom its bounds refuse', async () => {
    const run: BoundedRun = () => Promise.reject(new RangeError('full'));
    await expect(createPasswords({ cost, run }).hash('correct horse', stranger)).rejects.toThrow('full');
    await expect(createPasswords({ cost, run }).verify('correct horse', undefined, stranger)).rejects.toThrow('full');
  });

  it('refuses what comes beyond its queue, and never runs more at once than its bounds', async () => {
    const many = Array.from({ length: hashingBounds.concurrency + hashingBounds.queueLength + 5 });
    const outcomes = await Promise.allSettled(many.map(() => passwords.hash('correct horse', stranger)));
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({ reason: { code: 'Busy' } });
  });
});

describe('passwordCost', () => {
  it('is what OWASP advises at least', () => {
    expect(passwordCost).toEqual({ memory: 19 * 1024, passes: 2, parallelism: 1 });
  });
});
