import { describe, expect, it } from 'vitest';
import { ensureGoodPassword, passwordFault } from './password-rules.ts';

const owner = { username: 'zoe_streams', email: 'zoe.miller@example.org' };

describe('passwordFault', () => {
  it.each([
    ['correct horse battery', undefined],
    ['ääääääöö', undefined],
    ['x7'.repeat(128), undefined],
    ['seven77', 'must have 8 to 256 characters'],
    ['\u{1f600}\u{1f601}\u{1f602}\u{1f603}', 'must have 8 to 256 characters'],
    [`${'x7'.repeat(128)}!`, 'must have 8 to 256 characters'],
    ['password', 'is one of those that are guessed first, take another'],
    ['PassWord123', 'is one of those that are guessed first, take another'],
    [
      '\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff11\uff12\uff13',
      'is one of those that are guessed first, take another',
    ],
    ['\uff5aoe_streams', 'must not be the name or the address of the account'],
    ['\ufdfa'.repeat(15), 'must have 8 to 256 characters'],
    ['........', 'is one of those that are guessed first, take another'],
    ['Zoe_Streams', 'must not be the name or the address of the account'],
    ['zoe.miller', 'must not be the name or the address of the account'],
    ['ZOE.MILLER@example.org', 'must not be the name or the address of the account'],
  ])('of %j is %j', (password, fault) => {
    expect(passwordFault(password, owner)).toBe(fault);
  });
});

describe('ensureGoodPassword', () => {
  it('names the field when the password is not good', () => {
    expect(() => ensureGoodPassword('seven77', owner)).toThrow(
      expect.objectContaining({ code: 'RequestInvalid', fields: { password: 'must have 8 to 256 characters' } }),
    );
    expect(() => ensureGoodPassword('correct horse battery', owner)).not.toThrow();
  });
});
