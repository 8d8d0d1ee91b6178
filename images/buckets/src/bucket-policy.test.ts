import { describe, expect, it } from 'vitest';
import { isPublicPolicy } from './bucket-policy.ts';

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

describe('isPublicPolicy', () => {
  it.each([
    ['everyone', { Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }],
    ['every AWS principal', { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject' }],
    ['everyone among others', { Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::1:root', '*'] } }],
  ])('is true when a statement allows something to %s', (_, statement) => {
    expect(isPublicPolicy(policy({ Effect: 'Deny', Principal: '*' }, statement))).toBe(true);
  });

  it.each([
    ['denies everyone', { Effect: 'Deny', Principal: '*' }],
    ['allows one account', { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::1:root' } }],
    ['names no principal', { Effect: 'Allow', Action: 's3:GetObject' }],
  ])('is false when the only statement %s', (_, statement) => {
    expect(isPublicPolicy(policy(statement))).toBe(false);
  });

  it('reads a statement that is not in a list', () => {
    expect(isPublicPolicy(JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*' } }))).toBe(true);
  });
});
