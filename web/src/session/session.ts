/**
 * Who uses this browser. The access token lives in memory alone; the refresh cookie, which no script can read, gives the
 * next one. That a cookie may be there is remembered under {@link hintKey}, so that strangers cause no refused refresh.
 *
 *     restoring ──► known             the cookie holds, or somebody logs in here
 *     restoring ──► anonymous         it does not
 *     known ◄──► anonymous            logout, here or elsewhere, or the cookie has ended; login, registration
 *     known, anonymous ──► restoring  somebody else logged in in another tab
 */
import type { AccessTokens } from '../api/api-client.ts';
import type { Me } from '../api/generated/schemas.ts';

export type SessionState =
  /** Whether the cookie still holds is being asked; `failure` is why nobody said so the last time, and it is tried again. */
  | { readonly status: 'restoring'; readonly failure?: unknown }
  | { readonly status: 'anonymous' }
  | { readonly status: 'known'; readonly user: Me };

export interface Credentials {
  /** User name or email address. */
  readonly login: string;
  readonly password: string;
}

export interface Registration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** See the file header. All that fail throw ApiProblem. */
export interface Session {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => SessionState;
  readonly tokens: AccessTokens;
  /** While a login is being restored: tries now what would be tried later. */
  readonly retry: () => void;
  readonly logIn: (credentials: Credentials) => Promise<void>;
  readonly register: (registration: Registration) => Promise<void>;
  readonly logOut: () => Promise<void>;
  /** Ends the logins of all devices. */
  readonly logOutEverywhere: () => Promise<void>;
  /** The account of who is here changed: what is shown follows. Nothing happens when that is somebody else by now. */
  readonly changeUser: (user: Me) => void;
}
