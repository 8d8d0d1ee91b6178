/**
 * Slows down who guesses, in all replicas alike, and never keeps the owner of an account out.
 *
 * - An account at one address has some attempts, then each costs a longer wait; so has an address over all accounts.
 * - A browser that logged in to the account before has an allowance of its own (`device-proof.ts`) and none of the others' waits.
 * - Many failures of one account, wherever from, lock nothing: they only leave every other address a single attempt before its
 *   waits begin. The owner, at an address of their own, still gets in with the right password at once.
 * - Who knows a password may use it often, not without end: each login costs a hash and a row, so they are counted too, by the
 *   account and by the address. Nobody but who has the password can bring an account's such waits about.
 *
 * What is counted leaks away one by one: a failure now and then never adds up. An account is the name that was typed, whether there
 * is one or not: a wait for failures tells nothing of who exists, nor that a name and an e-mail address are one account.
 */
import { networkOf } from '../viewers/network-of.ts';
import { type AdmittedAttempt, type AttemptAdmissionOptions, createAttemptAdmission } from './attempt-admission.ts';
import type { AttemptCounter } from './attempt-counters-repository.ts';

const doubling = (from: number, to: number): readonly number[] =>
  from >= to ? [to] : [from, ...doubling(2 * from, to)];

const free = (attempts: number): readonly number[] => Array.from({ length: attempts }, () => 0);

/** After so many attempts waits begin, and double up to the longest. */
const delays = (attempts: number, from: number, to: number): readonly number[] => [
  ...free(attempts - 1),
  ...doubling(from, to),
];

/** From so many failures of an account that have not leaked away, addresses that are strange to it have one free attempt. */
const suspiciousFailures = 100;

const counters = {
  accountAtAddress: { delaysSeconds: delays(10, 1, 900), leakSeconds: 120 },
  suspectedAccountAtAddress: { delaysSeconds: delays(1, 60, 900), leakSeconds: 120 },
  address: { delaysSeconds: delays(30, 1, 900), leakSeconds: 60 },
  device: { delaysSeconds: delays(10, 1, 60), leakSeconds: 60 },
  // Delays nothing. After an attack the suspicion lasts for an hour more: as long again as it takes to arise.
  account: { delaysSeconds: free(2 * suspiciousFailures), leakSeconds: 36 },
  accountLogins: { delaysSeconds: delays(20, 30, 30), leakSeconds: 30 },
  addressLogins: { delaysSeconds: delays(60, 10, 10), leakSeconds: 10 },
  registration: { delaysSeconds: delays(60, 60, 900), leakSeconds: 60 },
  password: { delaysSeconds: delays(10, 1, 900), leakSeconds: 120 },
} as const;

const counter = (kind: keyof typeof counters, ...key: readonly string[]): AttemptCounter => ({
  // Both kinds are one counter, by two scales.
  key: [kind === 'suspectedAccountAtAddress' ? 'accountAtAddress' : kind, ...key],
  ...counters[kind],
});

export interface LoginAttempt {
  /** The name or e-mail address as typed. */
  readonly login: string;
  /** Whose it is; undefined: nobody's. */
  readonly userId: string | undefined;
  readonly address: string;
  /** Of the account's own device, proved; undefined for any other. */
  readonly device: string | undefined;
}

export interface Throttle {
  /** Throws ApiError `TooManyRequests` with the time to wait. */
  admitLogin(attempt: LoginAttempt): Promise<AdmittedAttempt>;
  /** Counts every registration, since each takes a name and costs a hash. Throws ApiError `TooManyRequests`. */
  admitRegistration(address: string): Promise<AdmittedAttempt>;
  /**
   * Someone logged in proves the password once more. Right ones count too: each costs a hash, and may ask whose an e-mail address is.
   * Throws ApiError `TooManyRequests`.
   */
  admitPassword(userId: string): Promise<Pick<AdmittedAttempt, 'withdrawn'>>;
}

export const createThrottle = (options: AttemptAdmissionOptions): Throttle => {
  const { take, ensureOpen, admitted } = createAttemptAdmission(options);
  const admitOwn = async (own: AttemptCounter, successes: readonly AttemptCounter[] = []): Promise<AdmittedAttempt> => {
    await ensureOpen(successes);
    return admitted({ own: await take(own), successes });
  };
  // The address first: what it may not try leaves no trace at the account, and no row.
  const admitStranger = async (
    account: string,
    address: string,
    successes: readonly AttemptCounter[],
  ): Promise<AdmittedAttempt> => {
    await ensureOpen(successes);
    const ofAddress = await take(counter('address', address));
    const ofAccount = await take(counter('account', account));
    const kind = ofAccount.number > suspiciousFailures ? 'suspectedAccountAtAddress' : 'accountAtAddress';
    const shared = [ofAddress, ofAccount];
    return admitted({ own: await take(counter(kind, account, address), shared), shared, successes });
  };
  return {
    admitLogin: ({ login, userId, address, device }) => {
      const account = login.toLowerCase();
      const logins = counter('accountLogins', userId ?? account);
      if (device !== undefined) return admitOwn(counter('device', account, device), [logins]);
      const network = networkOf(address);
      return admitStranger(account, network, [logins, counter('addressLogins', network)]);
    },
    admitRegistration: (address) => admitOwn(counter('registration', networkOf(address))),
    admitPassword: (userId) => admitOwn(counter('password', userId)),
  };
};
