import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestPostgres } from '../testing/use-test-postgres.ts';
import { deleteForgottenCounters } from './attempt-counters-repository.ts';
import { createThrottle, type LoginAttempt, type Throttle } from './throttle.ts';

const postgres = useTestPostgres();
let throttle: Throttle;
let clockMs = 0;

const zoe = '8a4e1bb6-7b0f-4c43-9c2b-3a6f3d1f0a11';

const now = () => new Date(clockMs);
const pass = (seconds: number) => {
  clockMs += seconds * 1000;
};
const stranger = (address: string, login = 'zoe'): LoginAttempt => ({
  ...{ login, userId: login === 'zoe' ? zoe : undefined },
  ...{ address, device: undefined },
});
const ownDevice = (address = '203.0.113.7'): LoginAttempt => ({ ...stranger(address), device: 'her own browser' });

/** The wait in seconds, or 0 when the attempt was admitted; it then fails. */
const fail = async (attempt: LoginAttempt): Promise<number> => {
  try {
    await throttle.admitLogin(attempt);
    return 0;
  } catch (error) {
    expect(error).toMatchObject({ code: 'TooManyRequests', status: 429 });
    return (error as { retryAfterSeconds: number }).retryAfterSeconds;
  }
};

const succeed = async (attempt: LoginAttempt): Promise<void> => (await throttle.admitLogin(attempt)).succeeded();

const failTimes = async (times: number, attempt: (index: number) => LoginAttempt): Promise<readonly number[]> => {
  const waits: number[] = [];
  for (let index = 0; index < times; index += 1) waits.push(await fail(attempt(index)));
  return waits;
};

/** Waits as told before each attempt. Returns the waits. */
const failPatiently = async (times: number, attempt: LoginAttempt): Promise<readonly number[]> => {
  const waits: number[] = [];
  while (waits.length < times) {
    const wait = await fail(attempt);
    if (wait === 0) continue;
    waits.push(wait);
    pass(wait);
  }
  return waits;
};

const countRows = async (): Promise<number> =>
  (await postgres.admin.auth.query('SELECT FROM attempt_counters')).rowCount ?? 0;

beforeAll(async () => {
  throttle = createThrottle({ pool: postgres.databases.auth, now });
});
beforeEach(async () => {
  await postgres.clear();
  clockMs = Date.parse('2026-01-02T03:04:05Z');
});

describe('createThrottle', () => {
  it('admits ten attempts on an account from one address, then waits that double up to 15 minutes', async () => {
    expect(await failTimes(11, () => stranger('198.51.100.1'))).toEqual([...Array(10).fill(0), 1]);
    expect(await failPatiently(12, stranger('198.51.100.1'))).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900,
    ]);
  });

  it('counts attempts that are made at once, whatever comes of them', async () => {
    const waits = await Promise.all(Array.from({ length: 50 }, () => fail(stranger('198.51.100.1'))));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
  });

  it('admits what a replica counts whose clock is behind', async () => {
    await fail(stranger('198.51.100.1'));
    pass(-0.5);
    expect(await fail(stranger('198.51.100.1'))).toBe(0);
  });

  it('takes an IPv6 network of 64 bits for one address', async () => {
    const waits = await failTimes(12, (index) => stranger(`2001:db8:0:1::${index + 1}`));
    expect(waits.filter((wait) => wait > 0)).toHaveLength(2);
    expect(await fail(stranger('2001:db8:0:2::1'))).toBe(0);
  });

  it('takes a name for the same in any case', async () => {
    await failTimes(10, () => stranger('198.51.100.1', 'zoe'));
    expect(await fail(stranger('198.51.100.1', 'ZOE'))).toBeGreaterThan(0);
  });

  it('slows down an address that tries many accounts', async () => {
    const waits = await failTimes(31, (index) => stranger('198.51.100.1', `user${index}`));
    expect(waits).toEqual([...Array(30).fill(0), 1]);
    expect(await fail(stranger('198.51.100.2', 'user1'))).toBe(0);
  });

  it('forgets what stood against an account at an address after a success', async () => {
    await failTimes(9, () => stranger('198.51.100.1'));
    await succeed(stranger('198.51.100.1'));
    expect(await failTimes(10, () => stranger('198.51.100.1'))).toEqual(Array(10).fill(0));
  });

  it('does not let a guesser forget the failures of an address by logging in to an account of their own', async () => {
    await failTimes(29, (index) => stranger('198.51.100.1', `user${index}`));
    const own = await throttle.admitLogin(stranger('198.51.100.1', 'mallory'));
    pass(1);
    expect(await fail(stranger('198.51.100.1', 'user30'))).toBe(0);
    await own.succeeded();
    expect(await fail(stranger('198.51.100.1', 'user31'))).toBe(2);
  });

  it('does not count an attempt that could not be made', async () => {
    for (const _ of Array(20)) await (await throttle.admitLogin(stranger('198.51.100.1'))).withdrawn();
    expect(await fail(stranger('198.51.100.1'))).toBe(0);
  });

  it('forgets a failure every two minutes', async () => {
    await failTimes(10, () => stranger('198.51.100.1'));
    pass(1 + 3 * 120);
    expect(await failTimes(4, () => stranger('198.51.100.1'))).toEqual([0, 0, 0, 1]);
    pass(1 + 10 * 120);
    expect(await failTimes(11, () => stranger('198.51.100.1'))).toEqual([...Array(10).fill(0), 1]);
  });

  it('never adds up failures that are far apart', async () => {
    for (const round of Array(40).keys()) {
      expect(await fail(stranger('198.51.100.1', 'zoe')), `failure ${round}`).toBe(0);
      await succeed(stranger('198.51.100.1', 'ann'));
      pass(50 * 60);
    }
    expect(await failTimes(10, () => stranger('203.0.113.9'))).toEqual(Array(10).fill(0));
  });

  it('lets nobody wait longer than the longest wait, however much was tried', async () => {
    await failPatiently(40, stranger('198.51.100.1'));
    expect(await failPatiently(1, stranger('198.51.100.1'))).toEqual([900]);
    pass(21 * 120);
    expect(await failTimes(10, () => stranger('198.51.100.1'))).toEqual(Array(10).fill(0));
  });

  it('makes no difference between an account that is there and one that is not', async () => {
    const real = await failTimes(15, () => stranger('198.51.100.1', 'zoe'));
    const absent = await failTimes(15, () => stranger('198.51.100.2', 'nobody'));
    expect(absent).toEqual(real);
  });

  it('always admits the owner from a device that is known, whatever strangers do from any address', async () => {
    for (let round = 0; round < 3; round += 1) {
      await failTimes(150, (index) => stranger(`198.51.100.${index}`));
      await failTimes(40, () => stranger('203.0.113.7'));
      await succeed(ownDevice('203.0.113.7'));
    }
  });

  it('admits the owner from a new device at an address of their own while many addresses attack', async () => {
    await failTimes(300, (index) => stranger(`198.51.${index % 3}.${index}`));
    await succeed(stranger('203.0.113.7'));
  });

  it('leaves each strange address one attempt at a time while many addresses attack', async () => {
    await failTimes(200, (index) => stranger(`198.51.100.${index}`));
    expect(await failTimes(2, () => stranger('203.0.113.9'))).toEqual([0, 60]);
    expect(await failPatiently(4, stranger('203.0.113.9'))).toEqual([60, 120, 240, 480]);
  });

  it('suspects nobody much longer than an hour after an attack, however many took part', async () => {
    await failTimes(240, (index) => stranger(`198.51.100.${index}`));
    pass(4000);
    expect(await failTimes(10, () => stranger('203.0.113.9'))).toEqual(Array(10).fill(0));
  });

  it('counts nothing of an account at an address that may not try, and leaves no row', async () => {
    await failTimes(30, (index) => stranger('198.51.100.1', `user${index}`));
    const before = await countRows();
    expect(await failTimes(20, (index) => stranger('198.51.100.1', `other${index}`))).toEqual(Array(20).fill(1));
    expect(await countRows()).toBe(before);
  });

  it('leaves no row of an attempt that was not made', async () => {
    await (await throttle.admitLogin(stranger('198.51.100.1'))).withdrawn();
    expect(await countRows()).toBe(0);
  });

  it('admits twenty logins of an account, then one every thirty seconds, by any name, device and address', async () => {
    for (const index of Array(10).keys()) {
      await succeed(stranger(`198.51.100.${index}`));
      await succeed({ ...stranger(`198.51.100.${index}`), login: 'zoe@example.org' });
    }
    expect(await fail(stranger('203.0.113.7'))).toBe(30);
    expect(await fail(ownDevice())).toBe(30);
    pass(30);
    await succeed(ownDevice());
    expect(await fail(ownDevice())).toBe(30);
  });

  it('admits no more logins of an account that are made at once', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 30 }, (_, index) => throttle.admitLogin(stranger(`198.51.100.${index}`))),
    );
    const outcomes = await Promise.allSettled(attempts.map((attempt) => attempt.succeeded()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  });

  it('admits sixty logins of an address, and beyond them those of devices that are known', async () => {
    for (const index of Array(60).keys()) await succeed(stranger('198.51.100.1', `user${index}`));
    expect(await fail(stranger('198.51.100.1', 'user60'))).toBe(10);
    expect(await fail(stranger('198.51.100.2', 'user60'))).toBe(0);
    await succeed(ownDevice('198.51.100.1'));
  });

  it('lets no failure take a login away', async () => {
    await failTimes(60, (index) => stranger(`198.51.100.${index}`));
    await succeed(stranger('203.0.113.7'));
  });

  it('lets a device that is known wait for a minute at most', async () => {
    expect(await failTimes(11, () => ownDevice())).toEqual([...Array(10).fill(0), 1]);
    expect(await failPatiently(8, ownDevice())).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    await succeed(ownDevice());
    expect(await failTimes(10, () => ownDevice())).toEqual(Array(10).fill(0));
  });

  it('admits sixty registrations of an address in an hour, then one a while', async () => {
    const register = () =>
      throttle.admitRegistration('198.51.100.1').then(
        () => 0,
        (error) => error.retryAfterSeconds,
      );
    const waits: number[] = [];
    for (const _ of Array(61)) waits.push(await register());
    expect(waits).toEqual([...Array(60).fill(0), 60]);
  });

  it('slows down who guesses the password within a login', async () => {
    const guess = () =>
      throttle.admitPassword(zoe).then(
        () => 0,
        (error) => error.retryAfterSeconds,
      );
    const waits: number[] = [];
    for (const _ of Array(11)) waits.push(await guess());
    expect(waits).toEqual([...Array(10).fill(0), 1]);
  });
});

describe('deleteForgottenCounters', () => {
  it('deletes those that are empty, and no others', async () => {
    await fail(stranger('198.51.100.1'));
    pass(120);
    await fail(stranger('198.51.100.2', 'ann'));
    expect(await deleteForgottenCounters(postgres.databases.auth, now(), 10)).toBe(3);
    expect(await countRows()).toBe(3);
  });

  it('deletes no more at once than it is told to', async () => {
    await fail(stranger('198.51.100.1'));
    pass(120);
    const deleted = async () => await deleteForgottenCounters(postgres.databases.auth, now(), 2);
    expect([await deleted(), await deleted(), await deleted()]).toEqual([2, 1, 0]);
  });
});
