import { describe, expect, it } from 'vitest';
import { displayNameRule, emailRule, neededRule, newPasswordRule, usernameRule, wrongFields } from './account-rules.ts';

describe('usernameRule', () => {
  it.each([
    ['ada', true],
    ['Ada_L-1815', true],
    ['_ada', true],
    ['-ada', false],
    ['ad', false],
    ['ada lovelace', false],
    ['adä', false],
    ['a'.repeat(32), true],
    ['a'.repeat(33), false],
  ])('%s: %s', (value, isRight) => expect(usernameRule(value) === undefined).toBe(isRight));
});

describe('emailRule', () => {
  it.each([
    ['ada@example.org', true],
    ['ada@example', false],
    ['ada', false],
    ['a da@example.org', false],
    ['@example.org', false],
  ])('%s: %s', (value, isRight) => expect(emailRule(value) === undefined).toBe(isRight));
});

describe('newPasswordRule', () => {
  it.each([
    ['1234567', false],
    ['12345678', true],
    ['🐙'.repeat(7), false],
    ['a'.repeat(257), false],
  ])('%s: %s', (value, isRight) => expect(newPasswordRule(value) === undefined).toBe(isRight));
});

describe('displayNameRule', () => {
  it('takes up to 80 characters', () => {
    expect([displayNameRule('a'.repeat(80)), displayNameRule('a'.repeat(81))]).toEqual([
      undefined,
      'Use at most 80 characters.',
    ]);
  });
});

describe('wrongFields', () => {
  const rules = { login: neededRule('Enter a name.'), password: neededRule('Enter a password.') };

  it('names each wrong field', () => {
    expect(wrongFields({ login: '', password: '' }, rules)).toEqual({
      login: 'Enter a name.',
      password: 'Enter a password.',
    });
  });

  it('says nothing when nothing is wrong', () => {
    expect(wrongFields({ login: 'ada', password: 'x' }, rules)).toBe(undefined);
  });
});
