/** A field for a line of text. */
import type { ComponentProps, ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { FieldFrame, type FieldText, fieldLook } from './field-frame.tsx';

export interface TextFieldProps extends FieldText, Omit<ComponentProps<'input'>, 'id'> {}

export const TextField = ({ label, hint, error, className, ...rest }: TextFieldProps): ReactElement => (
  <FieldFrame label={label} hint={hint} error={error}>
    {(aria) => <input type="text" {...rest} {...aria} className={classNames(fieldLook, 'min-h-11', className)} />}
  </FieldFrame>
);
