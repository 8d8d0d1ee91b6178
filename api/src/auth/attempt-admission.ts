/** Admits an attempt by all the counters that it concerns, or by none. */
import type { Pool } from 'pg';
import { ApiError } from '../problems/api-error.ts';
import {
  type AttemptCounter,
  forgetAttempts,
  observeDelay,
  returnAttempt,
  type TakenAttempt,
  takeAttempt,
} from './attempt-counters-repository.ts';

/** An attempt that may be made. It counts as a failure until something else is said. */
export interface AdmittedAttempt {
  /** It was the owner: what stood against them is forgotten. Throws ApiError TooManyRequests when they succeed too often. */
  readonly succeeded: () => Promise<void>;
  /** It was not made. */
  readonly withdrawn: () => Promise<void>;
}

/** What an attempt counts for. */
export interface CountedAttempt {
  /** Forgotten after a success. */
  readonly own: TakenAttempt;
  /** What strangers share: after a success this attempt alone is forgotten. */
  readonly shared?: readonly TakenAttempt[];
  /** Where a success counts. */
  readonly successes?: readonly AttemptCounter[];
}

export interface AttemptAdmission {
  /**
   * Counts the attempt; when this counter blocks it, what others counted of it is given back.
   *
   * @throws ApiError TooManyRequests with the time to wait
   */
  take(counter: AttemptCounter, others?: readonly TakenAttempt[]): Promise<TakenAttempt>;
  /** Counts nothing. Throws ApiError TooManyRequests while one of the counters has a delay that runs. */
  ensureOpen(counters: readonly AttemptCounter[]): Promise<void>;
  admitted(counted: CountedAttempt): AdmittedAttempt;
}

export interface AttemptAdmissionOptions {
  /** auth_db. */
  readonly pool: Pool;
  readonly now: () => Date;
}

const tooMany = (until: Date, now: Date): ApiError => {
  const retryAfterSeconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  const detail = `Could not try so often: wait ${retryAfterSeconds} s, then try again`;
  return new ApiError('TooManyRequests', detail, { retryAfterSeconds });
};

export const createAttemptAdmission = ({ pool, now }: AttemptAdmissionOptions): AttemptAdmission => {
  const giveBack = async (taken: readonly TakenAttempt[]): Promise<void> => {
    await Promise.all(taken.map((each) => returnAttempt(pool, each, now())));
  };
  const take: AttemptAdmission['take'] = async (counter, others = []) => {
    const outcome = await takeAttempt(pool, counter, now());
    if (outcome.kind === 'taken') return outcome.taken;
    await giveBack(others);
    throw tooMany(outcome.until, now());
  };
  const takeAll = async (counters: readonly AttemptCounter[]): Promise<void> => {
    const taken: TakenAttempt[] = [];
    for (const counter of counters) taken.push(await take(counter, taken));
  };
  return {
    take,
    ensureOpen: async (counters) => {
      const delays = await Promise.all(counters.map((counter) => observeDelay(pool, counter, now())));
      for (const until of delays) if (until !== undefined) throw tooMany(until, now());
    },
    admitted: ({ own, shared = [], successes = [] }) => ({
      succeeded: async () => {
        await Promise.all([forgetAttempts(pool, own.counter), giveBack(shared)]);
        await takeAll(successes);
      },
      withdrawn: () => giveBack([own, ...shared]),
    }),
  };
};
