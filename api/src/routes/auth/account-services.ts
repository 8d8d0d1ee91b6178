/** What the domain of accounts works with. */
import type { Logger } from '@kubecast/media/logger';
import type { Pool } from 'pg';
import type { AccessTokens } from '../../auth/access-tokens.ts';
import { createPasswords, type Passwords } from '../../auth/passwords.ts';
import { createThrottle, type Throttle } from '../../auth/throttle.ts';
import type { RouteOptions } from '../../route-options.ts';

export interface AccountServices {
  /** auth_db. */
  readonly pool: Pool;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly accessTokens: AccessTokens;
  /** Sign the proofs of devices: the first signs, all verify. */
  readonly keys: () => readonly [string, ...string[]];
  readonly isFirstUserAdmin: boolean;
  readonly now: () => Date;
  readonly logger: Logger;
}

export const createAccountServices = ({ config, dependencies }: RouteOptions): AccountServices => {
  const { databases, now, keys, accessTokens, logger } = dependencies;
  const pool = databases.auth;
  return {
    pool,
    passwords: createPasswords(),
    throttle: createThrottle({ pool, now }),
    accessTokens,
    keys: () => keys().accessTokenKeys,
    isFirstUserAdmin: config.KUBECAST_FIRST_USER_IS_ADMIN,
    now,
    logger,
  };
};
