/** A choice of one, by the browser's own list. */
import { ChevronDown } from 'lucide-react';
import type { ComponentProps, ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { FieldFrame, type FieldText, fieldLook } from './field-frame.tsx';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly isDisabled?: boolean | undefined;
}

export interface SelectFieldProps extends FieldText, Omit<ComponentProps<'select'>, 'id' | 'children'> {
  readonly options: readonly SelectOption[];
}

export const SelectField = ({ label, hint, error, options, className, ...rest }: SelectFieldProps): ReactElement => (
  <FieldFrame label={label} hint={hint} error={error}>
    {(aria) => (
      <span className="relative block">
        <select {...rest} {...aria} className={classNames(fieldLook, 'min-h-11 appearance-none pr-10', className)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isDisabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-3.5 right-3 size-4 text-muted" />
      </span>
    )}
  </FieldFrame>
);
