/**
 * What an error of the database means to who called. Repositories let errors through as the driver gives them; the one handler
 * of problems asks here.
 */
import { ApiError } from '../problems/api-error.ts';

/** Of the operating system, by Node's names. The same come from files, and without a call from a caller who hangs up. */
const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);

/** What a connection does, as a system call or Node's name of one; a Unix socket that is absent fails in `connect` too. */
const connectionCalls: ReadonlySet<string> = new Set(['connect', 'read', 'write', 'getaddrinfo']);

/** The driver has no code for these (pg 8.23, pg-pool 3). */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|timeout expired|Query read timeout)/;

/**
 * SQLSTATE: class 08 and HV00N are connections (the latter of postgres_fdw), 57P01 to 57P05 a server that ends or starts, 53300 too
 * many connections, 25006 a standby that was primary a moment ago, 28P01 and 28000 a password that is being rotated, 3D000 a
 * database that the first migration has yet to make.
 */
const unavailableStates = /^(08...|HV00N|57P0[1-5]|53[0-3]00|25006|28P01|28000|3D000)$/;
const lostStates = /^(08...|HV00N|57P0[1-5]|53300)$/;

/** A deadlock or a transaction that lost against another: the same one again may succeed. */
const raceStates = /^(40001|40P01)$/;

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** Node's error for several addresses that all failed holds one for each. */
const firstOf = (error: Error): Error =>
  error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;

const isOfConnection = (error: Error): boolean =>
  networkCodes.has(codeOf(error)) &&
  'syscall' in error &&
  typeof error.syscall === 'string' &&
  connectionCalls.has(error.syscall);

const matches = (error: unknown, states: RegExp): boolean => {
  if (!(error instanceof Error)) return false;
  const first = firstOf(error);
  return states.test(codeOf(first)) || isOfConnection(first) || driverMessages.test(error.message);
};

/** Whether the connection could not be made, or broke: nothing is known of a statement that was under way. */
export const isConnectionLost = (error: unknown): boolean => matches(error, lostStates);

/** Whether a transaction failed for nothing but another one beside it. */
export const isTransactionRace = (error: unknown): boolean => error instanceof Error && raceStates.test(codeOf(error));

const retryAfterSeconds = 2;

/**
 * The problem that an error of the database is to the caller; undefined when it is not one of the database, or one that only a
 * fault of ours explains.
 */
export const databaseProblem = (error: unknown): ApiError | undefined => {
  if (matches(error, unavailableStates)) {
    const detail = 'The database could not be reached: try again in a moment.';
    return new ApiError('DatabaseUnavailable', detail, { cause: error, retryAfterSeconds });
  }
  if (isTransactionRace(error)) {
    return new ApiError('Busy', 'Others change the same: try again.', { cause: error, retryAfterSeconds });
  }
  const code = error instanceof Error ? codeOf(error) : '';
  if (code === '57014' || code === '55P03') {
    return new ApiError('Busy', 'The database took too long: try again.', { cause: error, retryAfterSeconds });
  }
  if (code === '22021' || code === '22P05') {
    return new ApiError('RequestInvalid', 'A text has a character in it that cannot be stored: leave it out.', {
      cause: error,
    });
  }
  return undefined;
};
