/** A disc with initials, its colour from the name. The name itself stands beside it: screen readers pass it by. */
import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';

export interface AvatarProps {
  readonly name: string;
  readonly size?: 'sm' | 'md' | 'lg';
}

const colours = ['bg-avatar-1', 'bg-avatar-2', 'bg-avatar-3', 'bg-avatar-4', 'bg-avatar-5', 'bg-avatar-6'] as const;

const sizes = { sm: 'size-7 text-xs', md: 'size-9 text-sm', lg: 'size-16 text-2xl' } as const;

/** Pure: the same name, the same colour. */
export const avatarColour = (name: string): string => {
  const sum = [...name].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  return colours[sum % colours.length] ?? colours[0];
};

/** Pure: of two words the first letters, else the first letter. */
export const initials = (name: string): string => {
  const [first = '?', ...others] = name.trim().split(/[\s._-]+/);
  const letters = [first, others.at(-1) ?? ''].map((word) => [...word][0] ?? '');
  return letters.join('').toUpperCase() || '?';
};

export const Avatar = ({ name, size = 'md' }: AvatarProps): ReactElement => (
  <span
    aria-hidden
    className={classNames(
      'inline-grid shrink-0 select-none place-items-center rounded-full font-semibold text-on-avatar',
      sizes[size],
      avatarColour(name),
    )}
  >
    {initials(name)}
  </span>
);
