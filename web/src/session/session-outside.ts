/** What a session needs of the browser. */
import { createExclusively, type Exclusively } from './one-tab.ts';
import { createSessionHint, type SessionHint } from './session-hint.ts';

/** Whether somebody can see the page. */
export interface Visibility {
  readonly isVisible: () => boolean;
  /** Calls `listener` when somebody sees the page again, it comes back from the browser's cache, or the network is back. */
  readonly onReturn: (listener: () => void, signal?: AbortSignal) => void;
}

export interface SessionOutside {
  readonly fetch: typeof fetch;
  readonly hint: SessionHint;
  readonly exclusively: Exclusively;
  readonly visibility: Visibility;
  /** Ends the session's timers and listeners; a page's own session ends with the page. */
  readonly signal?: AbortSignal;
}

const visibilityOf = (page: Window): Visibility => {
  const isVisible = (): boolean => page.document.visibilityState === 'visible';
  return {
    isVisible,
    onReturn: (listener, signal) => {
      const options = signal && { signal };
      page.document.addEventListener('visibilitychange', () => isVisible() && listener(), options);
      page.addEventListener('pageshow', ({ persisted }) => persisted && listener(), options);
      page.addEventListener('online', () => listener(), options);
    },
  };
};

/** The browser's own. */
export const outsideOf = (page: Window): SessionOutside => ({
  fetch: (...call) => page.fetch(...call),
  hint: createSessionHint(page),
  exclusively: createExclusively(page.navigator.locks),
  visibility: visibilityOf(page),
});
