/** Logs in, and goes on to where one wanted to be. */
import type { ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { EntrancePage } from '../../app/entrance-page.tsx';
import { registerPath } from '../../app/page-paths.ts';
import { nextPath } from '../../session/next-path.ts';
import { useSession } from '../../session/session-context.tsx';
import { LoginForm } from './components/login-form.tsx';

export const LoginPage = (): ReactElement => {
  const { logIn } = useSession();
  const [search] = useSearchParams();
  const next = nextPath(search.get('next'));
  return (
    <EntrancePage
      title="Log in"
      next={next}
      elsewhere={{ question: 'No account yet?', to: registerPath(next), label: 'Register' }}
    >
      <LoginForm logIn={logIn} />
    </EntrancePage>
  );
};
