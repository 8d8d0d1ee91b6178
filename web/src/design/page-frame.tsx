/** What every page has: its title, its one h1, and the space around. */
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface PageFrameProps {
  /** Of the browser's tab, followed by the site's name. */
  readonly title: string;
  /** The h1; the title unless told. */
  readonly heading?: ReactNode;
  /** For pages whose first glance tells what they are: the h1 is for screen readers alone. */
  readonly isHeadingHidden?: boolean;
  /** Beside the h1. */
  readonly actions?: ReactNode;
  readonly width?: 'wide' | 'narrow';
  readonly children: ReactNode;
}

const widths = { wide: 'max-w-screen-2xl', narrow: 'max-w-2xl' } as const;

/** The header takes the focus after a navigation (app-shell.tsx). */
export const PageFrame = (props: PageFrameProps): ReactElement => {
  const { title, heading = title, isHeadingHidden = false, actions, width = 'wide', children } = props;
  const heading1 = (
    <h1
      tabIndex={-1}
      className={isHeadingHidden ? 'sr-only' : 'min-w-0 text-balance font-semibold text-2xl outline-none'}
    >
      {heading}
    </h1>
  );
  return (
    <div className={classNames('mx-auto w-full px-4 py-6 sm:px-6 lg:px-8', widths[width])}>
      <title>{`${title} · Kubecast`}</title>
      {isHeadingHidden && !actions ? (
        heading1
      ) : (
        <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          {heading1}
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      {children}
    </div>
  );
};
