/** Changes the password; all other logins of the account end with it. */
import type { ReactElement } from 'react';
import { PasswordField } from '../../../design/password-field.tsx';
import { neededRule, newPasswordRule } from '../../../session/account-rules.ts';
import { CheckedFormFrame } from '../../../session/checked-form-frame.tsx';
import { useCheckedForm } from '../../../session/use-checked-form.ts';
import { throwAccountFailure } from '../model/account-failure.ts';
import type { AccountFormProps } from './name-form.tsx';

const rules = { currentPassword: neededRule('Enter your current password.'), password: newPasswordRule };

export const PasswordForm = ({ me, change, onDone }: AccountFormProps): ReactElement => {
  const form = useCheckedForm({
    rules,
    send: async (values) => {
      await change(values).catch(throwAccountFailure);
      onDone('Your password is changed, and all other devices are logged out');
    },
  });
  return (
    <CheckedFormFrame form={form} fields={Object.keys(rules)} sendLabel="Change the password">
      {/* Password managers keep the new one under this name. */}
      <input type="text" name="username" autoComplete="username" defaultValue={me.username} hidden />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        error={form.wrong.currentPassword}
      />
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        hint="At least 8 characters, any of them. Not your name, and none that is easily guessed."
        error={form.wrong.password}
      />
    </CheckedFormFrame>
  );
};
