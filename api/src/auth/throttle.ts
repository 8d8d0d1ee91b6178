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
import { networkOf } from '../realtime/network-of.ts';
import { type AdmittedAttempt, type AttemptAdmissionOptions, createAttemptAdmission } from './attempt-admission.ts';
import type { AttemptCounter } from './attempt-counters-repository.ts';

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

export interface Throttle {
  /** Throws ApiError `TooManyRequests` with the time to wait. */
  admitLogin(attempt: LoginAttempt): Promise<AdmittedAttempt>;
  /** Counts every registration, since each takes a name and costs a hash. Throws ApiError `TooManyRequests`. */
  admitRegistration(address: string): Promise<AdmittedAttempt>;
  /** Someone logged in proves the password once more. Throws ApiError `TooManyRequests`. */
  admitPassword(userId: string): Promise<AdmittedAttempt>;
}

export const createThrottle = (options: AttemptAdmissionOptions): Throttle => {
  const { take, admitted } = createAttemptAdmission(options);
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
