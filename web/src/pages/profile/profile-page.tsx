/** One's own account. */
import type { ReactElement } from 'react';
import { RequireLogin } from '../../app/require-login.tsx';
import { PageFrame } from '../../design/page-frame.tsx';
import { useSession } from '../../session/session-context.tsx';
import { useChangeMe } from './api/change-me.ts';
import { AccountSections } from './components/account-sections.tsx';
import { WhoYouAre } from './components/who-you-are.tsx';

export const ProfilePage = (): ReactElement => {
  const change = useChangeMe();
  const { logOutEverywhere } = useSession();
  return (
    <RequireLogin>
      {(me) => (
        <PageFrame title="Profile" width="narrow">
          <WhoYouAre me={me} />
          <AccountSections me={me} change={change} logOutEverywhere={logOutEverywhere} />
        </PageFrame>
      )}
    </RequireLogin>
  );
};
