/**
 * Remembers across pages and tabs that a login may hold, and whose: the cookie itself is hidden from scripts. It is also
 * how tabs tell each other: a browser says in all other tabs what one has stored.
 */

/** A user's id; undefined for who is not logged in. */
export type Hint = string | undefined;

export interface SessionHint {
  readonly read: () => Hint;
  readonly write: (hint: Hint) => void;
  /** Calls `listener` when another tab has written. */
  readonly onChange: (listener: (hint: Hint) => void, signal?: AbortSignal) => void;
}

/** The name in the browser's storage. */
export const hintKey = 'kubecast.user';

const parseHint = (stored: unknown): Hint =>
  typeof stored === 'string' && stored.length > 0 && stored.length <= 64 ? stored : undefined;

const storeHint = (storage: Storage, hint: Hint): void =>
  hint === undefined ? storage.removeItem(hintKey) : storage.setItem(hintKey, hint);

/** Over the browser's storage. A browser that denies it, or has no room, remembers until the page is left. */
export const createSessionHint = (page: Window): SessionHint => {
  let here: Hint;
  let isStored = true;
  const read = (): Hint => {
    if (!isStored) return here;
    try {
      return parseHint(page.localStorage.getItem(hintKey));
    } catch {
      return here;
    }
  };
  const write = (hint: Hint): void => {
    here = hint;
    try {
      storeHint(page.localStorage, hint);
      isStored = true;
    } catch {
      isStored = false;
      // Only other tabs and the next page would have known.
    }
  };
  const onChange: SessionHint['onChange'] = (listener, signal) =>
    page.addEventListener(
      'storage',
      // Without a key everything was cleared.
      ({ key, newValue }) => (key === hintKey || key === null) && listener(parseHint(newValue)),
      signal && { signal },
    );
  return { read, write, onChange };
};
