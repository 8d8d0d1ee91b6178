/** What stands around every page. */
import { type ReactElement, type ReactNode, useRef } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { PendingBar } from './navigation/pending-bar.tsx';
import { usePageFocus } from './navigation/use-page-focus.ts';
import { ReachNotice } from './reach/reach-notice.tsx';
import { NavBar } from './shell/nav-links.tsx';
import { SiteFooter } from './shell/site-footer.tsx';
import { SiteHeader } from './shell/site-header.tsx';

const mainId = 'main';

const SkipLink = (): ReactElement => (
  <a
    href={`#${mainId}`}
    className="sr-only rounded-control focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-accent focus:px-4 focus:py-2.5 focus:text-on-accent"
  >
    Skip to the content
  </a>
);

const Frame = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const main = useRef<HTMLElement>(null);
  usePageFocus(main);
  return (
    <div className="flex min-h-dvh flex-col max-md:pb-14">
      <SkipLink />
      <SiteHeader />
      <main ref={main} id={mainId} tabIndex={-1} className="outline-none">
        {children}
      </main>
      <SiteFooter />
      <NavBar />
    </div>
  );
};

/** Around the page of the address. */
export const AppShell = (): ReactElement => (
  <>
    <PendingBar />
    <Frame>
      <Outlet />
    </Frame>
    <ReachNotice />
    <ScrollRestoration />
  </>
);
