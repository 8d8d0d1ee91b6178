/** Changes the address to log in with. */
import type { ReactElement } from 'react';
import { PasswordField } from '../../../design/password-field.tsx';
import { TextField } from '../../../design/text-field.tsx';
import { emailRule, neededRule } from '../../../session/account-rules.ts';
import { CheckedFormFrame } from '../../../session/checked-form-frame.tsx';
import { useCheckedForm } from '../../../session/use-checked-form.ts';
import { throwAccountFailure } from '../model/account-failure.ts';
import type { AccountFormProps } from './name-form.tsx';

const rules = { email: emailRule, currentPassword: neededRule('Enter your current password.') };

export const EmailForm = ({ me, change, onDone }: AccountFormProps): ReactElement => {
  const form = useCheckedForm({
    rules,
    send: async (values) => {
      await change(values).catch(throwAccountFailure);
      onDone('Your email address is changed');
    },
  });
  return (
    <CheckedFormFrame form={form} fields={Object.keys(rules)} sendLabel="Save the email address">
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={me.email}
        maxLength={254}
        error={form.wrong.email}
      />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        error={form.wrong.currentPassword}
      />
    </CheckedFormFrame>
  );
};
