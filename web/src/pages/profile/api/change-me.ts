/** Changes one's own account; what is shown of it elsewhere follows. */
import { useApi } from '../../../api/api-context.tsx';
import type { Me } from '../../../api/generated/schemas.ts';
import { useSession } from '../../../session/session-context.tsx';

/** As `PATCH /api/auth/me` takes it: an address and a password only with the current password. */
export type MeChange =
  | { readonly displayName: string | null }
  | { readonly email: string; readonly currentPassword: string }
  | { readonly password: string; readonly currentPassword: string };

/** Throws ApiProblem. */
export type ChangeMe = (change: MeChange) => Promise<void>;

export const useChangeMe = (): ChangeMe => {
  const api = useApi();
  const { changeUser } = useSession();
  return async (change) => changeUser(await api.call<Me>('PATCH', '/api/auth/me', { body: change }));
};
