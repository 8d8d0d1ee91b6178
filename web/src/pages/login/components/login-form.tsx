/** Asks for a name and its password. */
import type { ReactElement } from 'react';
import { PasswordField } from '../../../design/password-field.tsx';
import { TextField } from '../../../design/text-field.tsx';
import { neededRule } from '../../../session/account-rules.ts';
import { CheckedFormFrame } from '../../../session/checked-form-frame.tsx';
import type { Credentials } from '../../../session/session.ts';
import { useCheckedForm } from '../../../session/use-checked-form.ts';
import { loginFailure } from '../model/login-failure.ts';

export interface LoginFormProps {
  readonly logIn: (credentials: Credentials) => Promise<void>;
}

const rules = {
  login: neededRule('Enter your username or email address.'),
  password: neededRule('Enter your password.'),
};

export const LoginForm = ({ logIn }: LoginFormProps): ReactElement => {
  const form = useCheckedForm({
    rules,
    send: ({ login, password }) =>
      logIn({ login: login.trim(), password }).catch((error: unknown) => {
        throw loginFailure(error);
      }),
  });
  return (
    <CheckedFormFrame form={form} fields={Object.keys(rules)} sendLabel="Log in" isMain>
      <TextField
        label="Username or email"
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        error={form.wrong.login}
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" error={form.wrong.password} />
    </CheckedFormFrame>
  );
};
