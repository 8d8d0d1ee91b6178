/**
 * What a password must be, as NIST SP 800-63B §5.1.1.2 advises: long enough, not one that everybody tries first, not the
 * account's own name; no rules of composition, no expiry. An array of named rules, tried in order on what will be hashed.
 */
import { ApiError } from '../problems/api-error.ts';
import { isCommonPassword } from './common-passwords.ts';
import { normalizePassword } from './normalize-password.ts';

/** In characters (code points), as JSON Schema counts. The upper limit bounds what a stranger makes us hash. */
export const passwordLength = { min: 8, max: 256 } as const;

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly username: string;
  readonly email: string;
}

interface PasswordRule {
  readonly isBroken: (password: string, owner: PasswordOwner) => boolean;
  readonly advice: string;
}

const isSame = (one: string, other: string): boolean => normalizePassword(one).toLowerCase() === other.toLowerCase();
const namesOf = ({ username, email }: PasswordOwner): readonly string[] => [username, email, email.split('@')[0] ?? ''];
const count = (password: string): number => [...password].length;

const rules: readonly PasswordRule[] = [
  {
    isBroken: (password) => count(password) < passwordLength.min || count(password) > passwordLength.max,
    advice: `must have ${passwordLength.min} to ${passwordLength.max} characters`,
  },
  { isBroken: isCommonPassword, advice: 'is one of those that are guessed first, take another' },
  {
    isBroken: (password, owner) => namesOf(owner).some((name) => isSame(name, password)),
    advice: 'must not be the name or the address of the account',
  },
];

/** The first thing that is wrong with the password, or undefined. */
export const passwordFault = (password: string, owner: PasswordOwner): string | undefined => {
  const normalized = normalizePassword(password);
  return rules.find(({ isBroken }) => isBroken(normalized, owner))?.advice;
};

/** Throws ApiError `RequestInvalid` with the field `password`. */
export const ensureGoodPassword = (password: string, owner: PasswordOwner): void => {
  const fault = passwordFault(password, owner);
  if (fault === undefined) return;
  throw new ApiError('RequestInvalid', `Could not take the password: it ${fault}`, { fields: { password: fault } });
};
