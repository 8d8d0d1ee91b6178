/** Makes an account, and goes on to where one wanted to be. */
import type { ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { EntrancePage } from '../../app/entrance-page.tsx';
import { loginPath } from '../../app/page-paths.ts';
import { nextPath } from '../../session/next-path.ts';
import { useSession } from '../../session/session-context.tsx';
import { RegisterForm } from './components/register-form.tsx';

export const RegisterPage = (): ReactElement => {
  const { register } = useSession();
  const [search] = useSearchParams();
  const next = nextPath(search.get('next'));
  return (
    <EntrancePage
      title="Register"
      next={next}
      elsewhere={{ question: 'You have an account?', to: loginPath(next), label: 'Log in' }}
    >
      <RegisterForm register={register} />
    </EntrancePage>
  );
};
