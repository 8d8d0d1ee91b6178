/**
 * What a Postgres server keeps of a password, made here, as psql's \\password does: the server, and its log, never see the
 * password. RFC 5802, RFC 7677; the format is that of pg_authid.rolpassword.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { MigrateError } from './migrate-error.ts';

const algorithm = 'sha256';
/** As Postgres itself does. */
const iterations = 4096;
const keyBytes = 32;
const saltBytes = 16;

/** Of other characters programs make other bytes before they hash them (SASLprep, RFC 4013). */
const plainCharacters = /^[ -~]+$/;

const hmac = (key: Buffer, text: string): Buffer => createHmac(algorithm, key).update(text).digest();

/**
 * `SCRAM-SHA-256$4096:<salt>$<StoredKey>:<ServerKey>`, in base64, which `ALTER ROLE … PASSWORD` takes for a password.
 *
 * @throws {@link MigrateError} for a password with other characters than those of ASCII
 */
export const scramVerifier = (password: string, salt: Buffer = randomBytes(saltBytes)): string => {
  if (!plainCharacters.test(password)) {
    const advice = 'write another one into the Secret, of printable ASCII characters';
    throw new MigrateError(
      'PasswordUnsuitable',
      `A role's password has characters that clients send in several ways: ${advice}`,
    );
  }
  const salted = pbkdf2Sync(password, salt, iterations, keyBytes, algorithm);
  const storedKey = createHash(algorithm).update(hmac(salted, 'Client Key')).digest();
  const [salt64, stored64, server64] = [salt, storedKey, hmac(salted, 'Server Key')].map((part) =>
    part.toString('base64'),
  );
  return `SCRAM-SHA-256$${iterations}:${salt64}$${stored64}:${server64}`;
};
