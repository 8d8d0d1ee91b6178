/** A button. While busy it keeps its width and its focus, and does nothing. */
import type { ComponentProps, MouseEvent, ReactElement, ReactNode } from 'react';
import { type ButtonLook, buttonLook } from './button-look.ts';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

export interface ButtonProps extends ButtonLook, ComponentProps<'button'> {
  readonly isBusy?: boolean | undefined;
  readonly icon?: ReactNode;
}

/** See the file header. `type` is `button` unless told. */
export const Button = ({
  variant,
  size,
  isBusy = false,
  icon,
  children,
  className,
  ...rest
}: ButtonProps): ReactElement => {
  const { onClick, type = 'button', ...others } = rest;
  // Not `disabled`: that would take the focus away. A prevented click submits no form either.
  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  };
  const busy = isBusy ? ({ 'aria-busy': true, 'aria-disabled': true } as const) : {};
  return (
    <button {...others} {...busy} type={type} onClick={click} className={buttonLook({ variant, size }, className)}>
      <span className={classNames('inline-flex items-center gap-2', isBusy && 'opacity-0')}>
        {icon}
        {children}
      </span>
      {isBusy && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
    </button>
  );
};
