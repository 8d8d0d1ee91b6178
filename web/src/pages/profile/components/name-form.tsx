/** Changes the name that is shown. */
import type { ReactElement } from 'react';
import type { Me } from '../../../api/generated/schemas.ts';
import { TextField } from '../../../design/text-field.tsx';
import { displayNameRule } from '../../../session/account-rules.ts';
import { CheckedFormFrame } from '../../../session/checked-form-frame.tsx';
import { useCheckedForm } from '../../../session/use-checked-form.ts';
import type { ChangeMe } from '../api/change-me.ts';

export interface AccountFormProps {
  readonly me: Me;
  readonly change: ChangeMe;
  /** It is changed. */
  readonly onDone: (text: string) => void;
}

const rules = { displayName: displayNameRule };

export const NameForm = ({ me, change, onDone }: AccountFormProps): ReactElement => {
  const form = useCheckedForm({
    rules,
    send: async ({ displayName }) => {
      await change({ displayName: displayName.trim() || null });
      onDone('Your name is changed');
    },
  });
  return (
    <CheckedFormFrame form={form} fields={Object.keys(rules)} sendLabel="Save the name">
      <TextField
        label="Display name"
        name="displayName"
        autoComplete="nickname"
        defaultValue={me.displayName ?? ''}
        placeholder={me.username}
        maxLength={80}
        hint={`Stands before @${me.username}. Leave it empty to have the username alone.`}
        error={form.wrong.displayName}
      />
    </CheckedFormFrame>
  );
};
