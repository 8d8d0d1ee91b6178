import { describe, expect, it } from 'vitest';
import { scramVerifier } from './scram-verifier.ts';

describe('scramVerifier', () => {
  it('is what Postgres makes of the password and the salt', () => {
    // Of the server's own ALTER ROLE … PASSWORD 'pencil', PostgreSQL 15.
    expect(scramVerifier('pencil', Buffer.from('/x755OPP/Y+k8PWZl2cLZw==', 'base64'))).toBe(
      'SCRAM-SHA-256$4096:/x755OPP/Y+k8PWZl2cLZw==$2EinKaCtH2WyrWV7LvF6xZZiB8JWT3I/DSniAUzvc/0=:tKziEL+2omMXgmp1ckE+0p1hzeaky2NV0GJX7IZ5R9s=',
    );
  });

  it('has another salt each time', () => {
    expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
  });

  it.each(['naïve', 'tab\there', ''])('is not made of %j, and the error does not repeat it', (password) => {
    expect(() => scramVerifier(password)).toThrow(expect.objectContaining({ code: 'PasswordUnsuitable' }));
    expect(() => scramVerifier(`secret${password}\u00e4`)).not.toThrow(/secret/);
  });
});
