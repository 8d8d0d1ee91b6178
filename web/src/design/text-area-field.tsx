/** A field for more than a line. */
import type { ComponentProps, ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { FieldFrame, type FieldText, fieldLook } from './field-frame.tsx';

export interface TextAreaFieldProps extends FieldText, Omit<ComponentProps<'textarea'>, 'id'> {}

export const TextAreaField = ({ label, hint, error, className, ...rest }: TextAreaFieldProps): ReactElement => (
  <FieldFrame label={label} hint={hint} error={error}>
    {(aria) => <textarea rows={4} {...rest} {...aria} className={classNames(fieldLook, 'py-2.5', className)} />}
  </FieldFrame>
);
