/** A field for a password, which can be shown while it is typed. */
import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactElement, useState } from 'react';
import { classNames } from './class-names.ts';
import { FieldFrame, type FieldText, fieldLook } from './field-frame.tsx';
import { IconButton } from './icon-button.tsx';

export interface PasswordFieldProps extends FieldText, Omit<ComponentProps<'input'>, 'id' | 'type'> {
  /** Tells password managers which one it is. */
  readonly autoComplete: 'current-password' | 'new-password';
}

export const PasswordField = ({ label, hint, error, className, ...rest }: PasswordFieldProps): ReactElement => {
  const [isShown, setIsShown] = useState(false);
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(aria) => (
        <span className="relative block">
          <input
            autoCapitalize="none"
            spellCheck={false}
            maxLength={256}
            {...rest}
            {...aria}
            type={isShown ? 'text' : 'password'}
            className={classNames(fieldLook, 'min-h-11 pr-12', className)}
          />
          <IconButton
            label={isShown ? 'Hide the password' : 'Show the password'}
            icon={isShown ? <EyeOff aria-hidden className="size-5" /> : <Eye aria-hidden className="size-5" />}
            onClick={() => setIsShown(!isShown)}
            className="absolute inset-y-0 right-0"
          />
        </span>
      )}
    </FieldFrame>
  );
};
