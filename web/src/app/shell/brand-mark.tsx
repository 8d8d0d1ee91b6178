/** The sign of the site, in the colours of the theme. */
import type { ReactElement } from 'react';

export const BrandMark = (): ReactElement => (
  <svg aria-hidden="true" viewBox="0 0 24 24" className="size-7" fill="none">
    <path d="M12 1.5 21.5 7v10L12 22.5 2.5 17V7z" className="fill-accent" />
    <path d="M9.75 8.1v7.8L16.25 12z" className="fill-on-accent" />
  </svg>
);
