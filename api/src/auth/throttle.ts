/**
 * Slows down who guesses, in all replicas alike, and never keeps the owner of an account out.
 *
 * - An account at one address has some attempts, then each costs a longer wait; so has an address over all accounts.
 * - A browser that logged in to the account before has an allowance of its own (`device-proof.ts`) and none of the others' waits.
 * - Many failures of one account, wherever from, lock nothing: they only leave every other address a single attempt before its
 *   waits begin. The owner, at an address of their own, still gets in with the right password at once.
 *
 * An account is the name that was typed, whether there is one or not: a wait tells nothing of who exists, nor that a name and an
 * e-mail address are one account.
 */
import type { Pool } from 'pg';
import { ApiError } from '../problems/api-error.ts';
import { networkOf } from '../realtime/network-of.ts';
import {
  type AttemptCounter,
  forgetAttempts,
  returnAttempt,
  type TakenAttempt,
  takeAttempt,
} from './attempt-counters-repository.ts';

const hourSeconds = 3600;

const doubling = (from: number, to: number): readonly number[] =>
  from >= to ? [to] : [from, ...doubling(2 * from, to)];

/** `free` attempts without a wait, then waits that double up to the longest. */
const delays = (free: number, from: number, to: number): readonly number[] => [
  ...Array.from({ length: free - 1 }, () => 0),
  ...doubling(from, to),
];

/** From so many failures of an account in an hour on, addresses that are strange to it have one free attempt. */
const suspiciousFailures = 100;

const counters = {
  accountAtAddress: delays(10, 1, 900),
  suspectedAccountAtAddress: delays(1, 60, 900),
  address: delays(30, 1, 900),
  device: delays(10, 1, 60),
  account: [0],
  registration: delays(60, 60, 900),
  password: delays(10, 1, 900),
} as const;

const counter = (kind: keyof typeof counters, ...key: readonly string[]): AttemptCounter => ({
  // Both kinds are one counter, by two scales.
  key: [kind === 'suspectedAccountAtAddress' ? 'accountAtAddress' : kind, ...key],
  delaysSeconds: counters[kind],
  memorySeconds: hourSeconds,
});

export interface LoginAttempt {
  /** The name or e-mail address as typed. */
  readonly login: string;
  readonly address: string;
  /** Of the account's own device, proved; undefined for any other. */
  readonly device: string | undefined;
}

/** An attempt that may be made. It counts as a failure until something else is said. */
export interface AdmittedAttempt {
  /** It was the owner: what stood against them is forgotten. */
  readonly succeeded: () => Promise<void>;
  /** It was not made. */
  readonly withdrawn: () => Promise<void>;
}

export interface Throttle {
  /** Throws ApiError `TooManyRequests` with the time to wait. */
  admitLogin(attempt: LoginAttempt): Promise<AdmittedAttempt>;
  /** Counts every registration, since each takes a name and costs a hash. Throws ApiError `TooManyRequests`. */
  admitRegistration(address: string): Promise<AdmittedAttempt>;
  /** Someone logged in proves the password once more. Throws ApiError `TooManyRequests`. */
  admitPassword(userId: string): Promise<AdmittedAttempt>;
}

export interface ThrottleOptions {
  readonly pool: Pool;
  readonly now: () => Date;
}

const tooMany = (until: Date, now: Date): ApiError => {
  const retryAfterSeconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  const detail = `Could not try so often: wait ${retryAfterSeconds} s, then try again`;
  return new ApiError('TooManyRequests', detail, { retryAfterSeconds });
};

export const createThrottle = ({ pool, now }: ThrottleOptions): Throttle => {
  const giveBack = (taken: readonly TakenAttempt[]): Promise<unknown> =>
    Promise.all(taken.map((each) => returnAttempt(pool, each)));

  /** Counts the attempt; when this counter blocks it, what others counted of it is given back. */
  const take = async (each: AttemptCounter, others: readonly TakenAttempt[] = []): Promise<TakenAttempt> => {
    const outcome = await takeAttempt(pool, each, now());
    if (outcome.kind === 'taken') return outcome.taken;
    await giveBack(others);
    throw tooMany(outcome.until, now());
  };

  /** `own` is forgotten after a success; of the others, which strangers share, this attempt alone. */
  const admitted = (own: TakenAttempt, shared: readonly TakenAttempt[] = []): AdmittedAttempt => ({
    succeeded: async () => {
      await Promise.all([forgetAttempts(pool, own.counter), giveBack(shared)]);
    },
    withdrawn: async () => {
      await giveBack([own, ...shared]);
    },
  });

  const admitOwn = async (own: AttemptCounter): Promise<AdmittedAttempt> => admitted(await take(own));

  const admitStranger = async (account: string, address: string): Promise<AdmittedAttempt> => {
    const ofAccount = await take(counter('account', account));
    const kind = ofAccount.number > suspiciousFailures ? 'suspectedAccountAtAddress' : 'accountAtAddress';
    const ofBoth = await take(counter(kind, account, address), [ofAccount]);
    const ofAddress = await take(counter('address', address), [ofAccount, ofBoth]);
    return admitted(ofBoth, [ofAccount, ofAddress]);
  };

  return {
    admitLogin: ({ login, address, device }) => {
      const account = login.toLowerCase();
      return device === undefined
        ? admitStranger(account, networkOf(address))
        : admitOwn(counter('device', account, device));
    },
    admitRegistration: (address) => admitOwn(counter('registration', networkOf(address))),
    admitPassword: (userId) => admitOwn(counter('password', userId)),
  };
};
