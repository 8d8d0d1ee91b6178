/** What a test registers with. */
import { randomBytes } from 'node:crypto';

export interface TestAccount {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** An account that nobody has; `name` begins the username. */
export const inventAccount = (name: string): TestAccount => {
  const username = `${name}-${randomBytes(4).toString('hex')}`;
  return { username, email: `${username}@example.org`, password: randomBytes(18).toString('base64url') };
};
