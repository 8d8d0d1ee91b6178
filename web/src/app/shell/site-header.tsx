/** Brand, ways, search and account. On phones the search opens over it. */
import { Search, X } from 'lucide-react';
import { type ReactElement, useRef, useState } from 'react';
import { Link } from 'react-router';
import { IconButton } from '../../design/icon-button.tsx';
import { ThemeMenu } from '../theme/theme-menu.tsx';
import { AccountMenu } from './account-menu.tsx';
import { BrandMark } from './brand-mark.tsx';
import { NavRow } from './nav-links.tsx';
import { SearchForm } from './search-form.tsx';

const Brand = (): ReactElement => (
  <Link
    to="/"
    aria-label="Kubecast, home page"
    className="inline-flex min-h-11 items-center gap-2.5 rounded-control pr-2 font-semibold text-lg tracking-tight"
  >
    <BrandMark />
    Kubecast
  </Link>
);

const SearchRow = ({ onClose }: { readonly onClose: () => void }): ReactElement => (
  <div className="absolute inset-0 flex items-center gap-1 bg-ground px-4 sm:px-6 lg:hidden">
    <SearchForm className="flex-1" onDone={onClose} isFocused />
    <IconButton
      label="Close the search"
      icon={<X aria-hidden className="size-5" />}
      onClick={onClose}
      className="-mr-3"
    />
  </div>
);

export const SiteHeader = (): ReactElement => {
  const [isSearching, setIsSearching] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setIsSearching(false);
    button.current?.focus();
  };
  return (
    <header className="top-0 z-20 border-line border-b bg-ground tall:sticky">
      <div className="relative mx-auto flex h-14 max-w-screen-2xl items-center gap-2 px-4 sm:px-6 lg:px-8">
        <Brand />
        <NavRow />
        <SearchForm className="mx-auto hidden w-full max-w-md px-4 lg:block" />
        <div className="flex items-center max-lg:ml-auto">
          <IconButton
            ref={button}
            label="Search"
            icon={<Search aria-hidden className="size-5" />}
            onClick={() => setIsSearching(true)}
            className="lg:hidden"
          />
          <ThemeMenu />
          <AccountMenu />
        </div>
        {isSearching && <SearchRow onClose={close} />}
      </div>
    </header>
  );
};
