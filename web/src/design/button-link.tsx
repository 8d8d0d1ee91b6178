/** A link that looks like a button. */
import type { ReactElement, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';
import { type ButtonLook, buttonLook } from './button-look.ts';

export interface ButtonLinkProps extends ButtonLook, Omit<LinkProps, 'className'> {
  readonly icon?: ReactNode;
  readonly className?: string | undefined;
}

export const ButtonLink = ({ variant, size, icon, className, children, ...rest }: ButtonLinkProps): ReactElement => (
  <Link {...rest} className={buttonLook({ variant, size }, className)}>
    {icon}
    {children}
  </Link>
);
