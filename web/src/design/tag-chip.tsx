/** A tag; a link where `to` leads somewhere. */
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { classNames } from './class-names.ts';

export interface TagChipProps {
  readonly tag: string;
  readonly to?: string | undefined;
  readonly isActive?: boolean | undefined;
}

const look = 'inline-flex max-w-full items-center rounded-full border px-3 text-sm';

export const TagChip = ({ tag, to, isActive = false }: TagChipProps): ReactElement => {
  const colours = isActive ? 'border-accent bg-accent text-on-accent' : 'border-line bg-surface text-muted';
  const text = <span className="truncate">#{tag}</span>;
  if (to === undefined) return <span className={classNames(look, 'min-h-7', colours)}>{text}</span>;
  return (
    <Link
      to={to}
      aria-current={isActive ? 'true' : undefined}
      className={classNames(
        look,
        'min-h-11 no-underline transition-colors md:pointer-fine:min-h-8',
        colours,
        !isActive && 'hover:bg-raised hover:text-text',
      )}
    >
      {text}
    </Link>
  );
};
