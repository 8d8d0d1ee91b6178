/** How everything that looks like a button looks; buttons and links share it. */
import { classNames } from './class-names.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md';

export interface ButtonLook {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
}

const base =
  'relative inline-flex cursor-pointer select-none items-center justify-center gap-2 whitespace-nowrap rounded-control border font-medium no-underline transition-colors aria-disabled:cursor-default aria-disabled:opacity-60 disabled:cursor-default disabled:opacity-50';

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-line bg-surface text-text hover:bg-raised',
  ghost: 'border-transparent bg-transparent text-text hover:bg-raised',
  danger: 'border-transparent bg-bad text-on-bad hover:bg-bad-strong',
};

// A finger needs 44 px, a mouse less.
const sizes: Readonly<Record<ButtonSize, string>> = {
  sm: 'min-h-11 px-3 text-sm md:pointer-fine:min-h-9',
  md: 'min-h-11 px-4 text-sm',
};

/** The classes of a button, `secondary` and `md` unless told. */
export const buttonLook = ({ variant = 'secondary', size = 'md' }: ButtonLook, className?: string): string =>
  classNames(base, variants[variant], sizes[size], className);
