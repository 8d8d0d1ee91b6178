/** Asks for what an account needs. */
import type { ReactElement } from 'react';
import { PasswordField } from '../../../design/password-field.tsx';
import { TextField } from '../../../design/text-field.tsx';
import { emailRule, newPasswordRule, usernameRule } from '../../../session/account-rules.ts';
import { CheckedFormFrame } from '../../../session/checked-form-frame.tsx';
import type { Registration } from '../../../session/session.ts';
import { useCheckedForm } from '../../../session/use-checked-form.ts';

export interface RegisterFormProps {
  readonly register: (registration: Registration) => Promise<void>;
}

const rules = { username: usernameRule, email: emailRule, password: newPasswordRule };

export const RegisterForm = ({ register }: RegisterFormProps): ReactElement => {
  const form = useCheckedForm({ rules, send: register });
  return (
    <CheckedFormFrame form={form} fields={Object.keys(rules)} sendLabel="Register" isMain>
      <TextField
        label="Username"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={32}
        hint="3 to 32 letters, digits, _ or -. It stays, and everybody sees it."
        error={form.wrong.username}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        maxLength={254}
        hint="A second name to log in with. Nobody else sees it, and no mail is sent to it."
        error={form.wrong.email}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        hint="At least 8 characters, any of them. Not your name, and none that is easily guessed."
        error={form.wrong.password}
      />
    </CheckedFormFrame>
  );
};
