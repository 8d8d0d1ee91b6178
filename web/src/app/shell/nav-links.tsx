/** The ways through the site: a row in the header, on phones a bar at the bottom. */
import { Clapperboard, House, RadioTower } from 'lucide-react';
import type { ReactElement } from 'react';
import { NavLink } from 'react-router';
import { classNames } from '../../design/class-names.ts';

const places = [
  { to: '/', label: 'Home', Icon: House },
  { to: '/studio', label: 'Studio', Icon: RadioTower },
  { to: '/my-videos', label: 'My videos', Icon: Clapperboard },
] as const;

const inRow = ({ isActive }: { readonly isActive: boolean }): string =>
  classNames(
    'inline-flex min-h-11 items-center whitespace-nowrap rounded-control px-3 font-medium text-sm transition-colors hover:text-text',
    isActive
      ? 'relative text-text after:absolute after:inset-x-3 after:-bottom-1.5 after:h-0.5 after:bg-accent'
      : 'text-muted hover:bg-raised',
  );

const inBar = ({ isActive }: { readonly isActive: boolean }): string =>
  classNames(
    'flex min-h-14 flex-col items-center justify-center gap-0.5 text-xs transition-colors -outline-offset-2',
    isActive ? 'font-semibold text-accent' : 'text-muted',
  );

export const NavRow = (): ReactElement => (
  <nav aria-label="Pages" className="hidden md:block">
    <ul className="flex">
      {places.map(({ to, label }) => (
        <li key={to}>
          <NavLink to={to} end={to === '/'} className={inRow}>
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  </nav>
);

export const NavBar = (): ReactElement => (
  <nav aria-label="Pages" className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface md:hidden">
    <ul className="grid grid-cols-3">
      {places.map(({ to, label, Icon }) => (
        <li key={to}>
          <NavLink to={to} end={to === '/'} className={inBar}>
            <Icon aria-hidden className="size-5" />
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  </nav>
);
