/** What forms of the account have around their fields: what is wrong above, one button below. */
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { Form } from '../design/form.tsx';
import { FormAlert } from '../design/form-alert.tsx';
import type { CheckedForm } from './use-checked-form.ts';

export interface CheckedFormFrameProps {
  readonly form: CheckedForm;
  /** The fields that say for themselves what is wrong with them. */
  readonly fields: readonly string[];
  readonly sendLabel: string;
  /** The page is there for this form alone. */
  readonly isMain?: boolean;
  readonly children: ReactNode;
}

export const CheckedFormFrame = (props: CheckedFormFrameProps): ReactElement => {
  const { form, fields, sendLabel, isMain = false, children } = props;
  return (
    <Form onSend={form.send} error={form.error} className={classNames('flex flex-col', isMain ? 'gap-5' : 'gap-4')}>
      <FormAlert error={form.error} fields={fields} />
      <Fragment key={form.times}>{children}</Fragment>
      <Button
        type="submit"
        variant={isMain ? 'primary' : 'secondary'}
        isBusy={form.isSending}
        className={isMain ? '' : 'sm:self-start'}
      >
        {sendLabel}
      </Button>
    </Form>
  );
};
