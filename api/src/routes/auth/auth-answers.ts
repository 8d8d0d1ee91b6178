/** What the domain's things look like from outside. */
import type { Session } from './sessions.ts';
import type { User } from './user.ts';

export const meFrom = ({ id, username, email, displayName, role, createdAt }: User) => ({
  id,
  username,
  email,
  displayName,
  role,
  createdAt: createdAt.toISOString(),
});

export const sessionFrom = ({ user, access }: Session) => ({
  user: meFrom(user),
  accessToken: access.token,
  accessTokenExpiresAt: access.expiresAt.toISOString(),
});
