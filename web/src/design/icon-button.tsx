/** A button that is only an icon; `label` names it and is its tooltip. */
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  readonly label: string;
  readonly icon: ReactNode;
}

export const IconButton = ({ label, icon, className, type = 'button', ...rest }: IconButtonProps): ReactElement => (
  <button
    {...rest}
    type={type}
    aria-label={label}
    title={label}
    className={classNames(
      'grid size-11 shrink-0 cursor-pointer place-items-center rounded-control text-muted transition-colors hover:bg-raised hover:text-text disabled:cursor-default disabled:opacity-50',
      className,
    )}
  >
    {icon}
  </button>
);
