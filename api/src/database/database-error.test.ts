import { describe, expect, it } from 'vitest';
import { databaseProblem, isConnectionLost, isTransactionRace } from './database-error.ts';

const withCode = (code: string): Error => Object.assign(new Error('from the driver'), { code });

const ofCall = (syscall: string, code: string): Error => Object.assign(withCode(code), { syscall });

describe('databaseProblem', () => {
  it.each([
    ['a connection that is refused', ofCall('connect', 'ECONNREFUSED'), 'DatabaseUnavailable'],
    ['a connection that is reset', ofCall('read', 'ECONNRESET'), 'DatabaseUnavailable'],
    ['a Unix socket that is not there', ofCall('connect', 'ENOENT'), 'DatabaseUnavailable'],
    ['a name that is not known', ofCall('getaddrinfo', 'ENOTFOUND'), 'DatabaseUnavailable'],
    [
      'all addresses of a name that fail',
      new AggregateError([ofCall('connect', 'ECONNREFUSED')]),
      'DatabaseUnavailable',
    ],
    ['a file that is not there', ofCall('open', 'ENOENT'), undefined],
    ['a caller who hangs up', Object.assign(new Error('aborted'), { code: 'ECONNRESET' }), undefined],
    ['a connection that breaks', new Error('Connection terminated unexpectedly'), 'DatabaseUnavailable'],
    ['no connection that is free', new Error('timeout exceeded when trying to connect'), 'DatabaseUnavailable'],
    ['an answer that does not come', new Error('Query read timeout'), 'DatabaseUnavailable'],
    ['the other server of a foreign table', withCode('08001'), 'DatabaseUnavailable'],
    ['a server that ends', withCode('57P01'), 'DatabaseUnavailable'],
    ['a server that starts', withCode('57P03'), 'DatabaseUnavailable'],
    ['too many connections', withCode('53300'), 'DatabaseUnavailable'],
    ['a server that became a standby', withCode('25006'), 'DatabaseUnavailable'],
    ['a password that is being changed', withCode('28P01'), 'DatabaseUnavailable'],
    ['a database that is not made yet', withCode('3D000'), 'DatabaseUnavailable'],
    ['a statement that takes too long', withCode('57014'), 'Busy'],
    ['a lock that is not to be had', withCode('55P03'), 'Busy'],
    ['a deadlock', withCode('40P01'), 'Busy'],
    ['a transaction that lost', withCode('40001'), 'Busy'],
    ['a NUL character', withCode('22021'), 'RequestInvalid'],
    ['a row that is there already', withCode('23505'), undefined],
    ['a table that is not there', withCode('42P01'), undefined],
    ['an error without a code', new Error('other'), undefined],
    ['what is no error', 'ECONNREFUSED', undefined],
  ])('knows %s', (_name, error, code) => {
    expect(databaseProblem(error)?.code).toBe(code);
  });

  it('tells the caller nothing of the server', () => {
    const problem = databaseProblem(
      Object.assign(new Error('connect ECONNREFUSED 10.1.2.3'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    );
    expect(problem?.message).not.toContain('10.1.2.3');
    expect(problem?.retryAfterSeconds).toBeGreaterThan(0);
  });
});

describe('isConnectionLost', () => {
  it.each([
    ['a server that starts', '57P03', true],
    ['a wrong password', '28P01', false],
    ['a statement that takes too long', '57014', false],
  ])('tells %s from the rest', (_name, code, isLost) => {
    expect(isConnectionLost(withCode(code))).toBe(isLost);
  });
});

describe('isTransactionRace', () => {
  it.each([
    ['40P01', true],
    ['40001', true],
    ['23505', false],
  ])('says of %s whether the same again may succeed', (code, isRace) => {
    expect(isTransactionRace(withCode(code))).toBe(isRace);
  });
});
