/** A browser with tabs: one cookie, one storage, one lock; each tab has a session of its own. */
import { onTestFinished } from 'vitest';
import type { FakeApi } from '../../testing/fake-api.ts';
import { createSession } from '../create-session.ts';
import type { Exclusively } from '../one-tab.ts';
import type { Session } from '../session.ts';
import type { Hint } from '../session-hint.ts';

interface FakeTab {
  readonly session: Session;
  readonly hide: () => void;
  readonly show: () => void;
  /** The browser puts the page away: until it is shown it hears of nothing. */
  readonly putAway: () => void;
}

export interface FakeBrowser {
  readonly openTab: () => FakeTab;
  readonly hint: () => Hint;
  /** Another tab, which has no session, empties the storage. */
  readonly clear: () => void;
}

const createQueue = (): Exclusively => {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
};

/** Whose storage holds `stored`. Ends with the test. */
export const createFakeBrowser = (api: FakeApi, stored?: Hint): FakeBrowser => {
  const exclusively = createQueue();
  const listeners = new Map<number, (hint: Hint) => void>();
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  let hint = stored;
  const writeFrom = (tab: number, next: Hint): void => {
    if (next === hint) return;
    hint = next;
    for (const [other, listener] of listeners) if (other !== tab) listener(next);
  };
  const openTab = (): FakeTab => {
    const tab = listeners.size;
    let isVisible = true;
    let isPutAway = false;
    let onReturn = (): void => undefined;
    const session = createSession({
      fetch: api.fetch,
      exclusively,
      signal: closing.signal,
      hint: {
        read: () => hint,
        write: (next) => writeFrom(tab, next),
        onChange: (listener) => listeners.set(tab, (next) => isPutAway || listener(next)),
      },
      visibility: {
        isVisible: () => isVisible,
        onReturn: (listener) => {
          onReturn = listener;
        },
      },
    });
    const show = (): void => {
      isVisible = true;
      isPutAway = false;
      onReturn();
    };
    const hide = (): void => {
      isVisible = false;
    };
    const putAway = (): void => {
      hide();
      isPutAway = true;
    };
    return { session, show, hide, putAway };
  };
  return { openTab, hint: () => hint, clear: () => writeFrom(-1, undefined) };
};
