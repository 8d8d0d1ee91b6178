/** After a navigation the focus is where the new page begins, so that it is read out and Tab goes on from there. */
import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** Focuses the h1 in the element, else the element itself, when the path changes; not when the first page is shown. */
export const usePageFocus = (main: RefObject<HTMLElement | null>): void => {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const place = main.current?.querySelector<HTMLElement>('h1[tabindex]') ?? main.current;
    place?.focus({ preventScroll: true });
  }, [pathname, main]);
};
