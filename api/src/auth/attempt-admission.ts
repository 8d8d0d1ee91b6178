/** Admits an attempt by all the counters that it concerns, or by none. */
import type { Pool } from 'pg';
import { ApiError } from '../problems/api-error.ts';
import {
  type AttemptCounter,
  forgetAttempts,
  returnAttempt,
  type TakenAttempt,
  takeAttempt,
} from './attempt-counters-repository.ts';

/** An attempt that may be made. It counts as a failure until something else is said. */
export interface AdmittedAttempt {
  /** It was the owner: what stood against them is forgotten. */
  readonly succeeded: () => Promise<void>;
  /** It was not made. */
  readonly withdrawn: () => Promise<void>;
}

export interface AttemptAdmission {
  /**
   * Counts the attempt; when this counter blocks it, what others counted of it is given back.
   *
   * @throws ApiError TooManyRequests with the time to wait
   */
  take(counter: AttemptCounter, others?: readonly TakenAttempt[]): Promise<TakenAttempt>;
  /** `own` is forgotten after a success; of those that strangers share, this attempt alone. */
  admitted(own: TakenAttempt, shared?: readonly TakenAttempt[]): AdmittedAttempt;
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
    await Promise.all(taken.map((each) => returnAttempt(pool, each)));
  };
  return {
    take: async (counter, others = []) => {
      const outcome = await takeAttempt(pool, counter, now());
      if (outcome.kind === 'taken') return outcome.taken;
      await giveBack(others);
      throw tooMany(outcome.until, now());
    },
    admitted: (own, shared = []) => ({
      succeeded: async () => {
        await Promise.all([forgetAttempts(pool, own.counter), giveBack(shared)]);
      },
      withdrawn: () => giveBack([own, ...shared]),
    }),
  };
};
