/** What stands around every page. */
import type { ReactElement } from 'react';
import { Link, Outlet } from 'react-router';

export const AppShell = (): ReactElement => (
  <>
    <header>
      <Link to="/">Kubecast</Link>
    </header>
    <main>
      <Outlet />
    </main>
  </>
);
