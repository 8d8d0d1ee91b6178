/** What little stands below every page. */
import type { ReactElement } from 'react';

export const SiteFooter = (): ReactElement => (
  <footer className="mx-auto mt-auto flex w-full max-w-screen-2xl flex-wrap items-center justify-between gap-x-6 px-4 py-4 text-muted text-sm sm:px-6 lg:px-8">
    <p>Kubecast: live streams, and what was recorded of them.</p>
    <a
      href="/api/docs"
      className="inline-flex min-h-11 items-center underline-offset-4 hover:text-text hover:underline"
    >
      For programs: the API
    </a>
  </footer>
);
