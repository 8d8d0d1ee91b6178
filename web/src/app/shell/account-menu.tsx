/** Who is here and what that gives; for strangers the ways in. */
import { Clapperboard, LogOut, UserRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Me } from '../../api/generated/schemas.ts';
import { Avatar } from '../../design/avatar.tsx';
import { ButtonLink } from '../../design/button-link.tsx';
import { Menu } from '../../design/menu.tsx';
import { problemText } from '../../design/problem-text.ts';
import { Skeleton } from '../../design/skeleton.tsx';
import { useToast } from '../../design/toasts.tsx';
import { ownerName } from '../../people/owner-name.ts';
import { useSession, useSessionState } from '../../session/session-context.tsx';
import { loginPath, registerPath } from '../page-paths.ts';

const icon = 'size-4 text-muted';

const useLogOut = (): (() => Promise<void>) => {
  const session = useSession();
  const toast = useToast();
  return () =>
    session.logOut().then(
      () => toast({ kind: 'done', text: 'You are logged out' }),
      (error: unknown) => toast({ kind: 'failed', text: `You could not be logged out. ${problemText(error)}` }),
    );
};

const UserMenu = ({ me }: { readonly me: Me }): ReactElement => {
  const navigate = useNavigate();
  const logOut = useLogOut();
  const name = ownerName(me);
  return (
    <Menu
      label={`Account of ${name}`}
      icon={<Avatar name={name} size="sm" />}
      heading={
        <>
          <p className="max-w-60 truncate font-medium text-sm">{name}</p>
          <p className="max-w-60 truncate text-muted text-sm">@{me.username}</p>
        </>
      }
      items={[
        {
          label: 'Profile',
          icon: <UserRound aria-hidden className={icon} />,
          onSelect: () => void navigate('/profile'),
        },
        {
          label: 'My videos',
          icon: <Clapperboard aria-hidden className={icon} />,
          onSelect: () => void navigate('/my-videos'),
        },
        { label: 'Log out', icon: <LogOut aria-hidden className={icon} />, onSelect: () => void logOut() },
      ]}
    />
  );
};

const StrangerLinks = (): ReactElement => {
  const { pathname, search } = useLocation();
  const next = pathname === '/login' || pathname === '/register' ? '/' : pathname + search;
  return (
    <div className="flex items-center gap-1">
      <ButtonLink to={loginPath(next)} variant="ghost" size="sm">
        Log in
      </ButtonLink>
      <ButtonLink to={registerPath(next)} variant="primary" size="sm" className="max-sm:hidden">
        Register
      </ButtonLink>
    </div>
  );
};

export const AccountMenu = (): ReactElement => {
  const state = useSessionState();
  if (state.status === 'known') return <UserMenu me={state.user} />;
  if (state.status === 'anonymous') return <StrangerLinks />;
  return (
    <div className="grid size-11 place-items-center">
      <Skeleton className="size-7 rounded-full" />
    </div>
  );
};
