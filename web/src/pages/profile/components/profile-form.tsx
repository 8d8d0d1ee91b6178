/** A form of the profile: what is wrong above, its fields, and one button. */
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../../design/button.tsx';
import { Form } from '../../../design/form.tsx';
import { FormAlert } from '../../../design/form-alert.tsx';
import type { CheckedForm } from '../../../session/use-checked-form.ts';

export interface ProfileFormProps {
  readonly form: CheckedForm;
  /** The fields that say for themselves what is wrong with them. */
  readonly fields: readonly string[];
  readonly saveLabel: string;
  readonly children: ReactNode;
}

export const ProfileForm = ({ form, fields, saveLabel, children }: ProfileFormProps): ReactElement => (
  <Form onSend={form.send} error={form.error} className="flex flex-col gap-4">
    <FormAlert error={form.error} fields={fields} />
    <Fragment key={form.times}>{children}</Fragment>
    <Button type="submit" isBusy={form.isSending} className="sm:self-start">
      {saveLabel}
    </Button>
  </Form>
);
