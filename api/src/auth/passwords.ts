/**
 * Passwords are kept as Argon2id (RFC 9106) with the cost that OWASP's Password Storage Cheat Sheet names as the least: 19 MiB,
 * 2 passes, 1 lane. That is some 50 ms of one core.
 *
 * Hashing is the dearest thing a stranger can ask of the api, so only a few run at once: one core stays with the event loop, and
 * of libuv's four threads at least one. That is 3 × 19 MiB at most, as long as the allocator gives them back: glibc would keep a
 * block for each thread, unless the image's MALLOC_MMAP_THRESHOLD_ and MALLOC_TRIM_THRESHOLD_ tell it not to. Beyond a short queue,
 * which networks share fairly: `Busy`.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { type BoundedRun, createBoundedConcurrency } from './bounded-concurrency.ts';
import { normalizePassword } from './normalize-password.ts';
import { type Argon2Cost, formatPasswordHash, type PasswordHash, parsePasswordHash } from './password-hash.ts';
import type { Waiter } from './who-yields.ts';

const derive = promisify(argon2);

/** OWASP Password Storage Cheat Sheet, Argon2id. */
export const passwordCost: Argon2Cost = { memory: 19_456, passes: 2, parallelism: 1 };

/** How many are hashed at once in this process, and how many may wait: about a second's worth. */
export const hashingBounds = {
  concurrency: Math.max(1, Math.min(3, availableParallelism() - 1)),
  queueLength: 20,
  keptForKnown: 5,
  retryAfterSeconds: 2,
} as const;

const saltBytes = 16;
const hashBytes = 32;

export interface PasswordsOptions {
  readonly cost?: Argon2Cost;
  readonly run?: BoundedRun;
}

/** Every method that hashes throws ApiError `Busy` when too many wait. */
export interface Passwords {
  /** What to store: a PHC string. */
  hash(password: string, waiter: Waiter): Promise<string>;
  /**
   * Whether it is the password. Without a hash (no such user), or with one that is no PHC string (an account that nobody may log
   * in to), the same work is done for a no.
   */
  verify(password: string, storedHash: string | undefined, waiter: Waiter): Promise<boolean>;
  /** True when the hash was made at another cost: hash anew while the password is at hand. */
  isOutdated(storedHash: string): boolean;
}

const costsTheSame = (one: Argon2Cost, other: Argon2Cost): boolean =>
  one.memory === other.memory && one.passes === other.passes && one.parallelism === other.parallelism;

const deriveHash = (password: string, { salt, hash, memory, passes, parallelism }: PasswordHash): Promise<Buffer> =>
  derive('argon2id', {
    message: normalizePassword(password),
    nonce: salt,
    tagLength: hash.length,
    memory,
    passes,
    parallelism,
  });

export const createPasswords = ({
  cost = passwordCost,
  run = createBoundedConcurrency(hashingBounds),
}: PasswordsOptions = {}): Passwords => {
  const blank = (): PasswordHash => ({ ...cost, salt: randomBytes(saltBytes), hash: Buffer.alloc(hashBytes) });
  return {
    hash: async (password, waiter) => {
      const parameters = blank();
      const hash = await run(() => deriveHash(password, parameters), waiter);
      return formatPasswordHash({ ...parameters, hash });
    },
    verify: async (password, storedHash = '', waiter) => {
      const stored = parsePasswordHash(storedHash);
      const expected = stored ?? blank();
      const hash = await run(() => deriveHash(password, expected), waiter);
      return timingSafeEqual(hash, expected.hash) && stored !== undefined;
    },
    isOutdated: (storedHash) => {
      const stored = parsePasswordHash(storedHash);
      return stored === undefined || !costsTheSame(stored, cost) || stored.hash.length !== hashBytes;
    },
  };
};
