/**
 * Light, dark, or as the system has it. What holds is `data-theme` of the page's root (design/theme.css), which
 * public/theme.js sets before the first paint from what is stored.
 */
import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** The name in the browser's storage; public/theme.js has it too. */
export const themeKey = 'kubecast.theme';

/** Pure: what is neither is the system's. */
export const parseThemeChoice = (stored: unknown): ThemeChoice =>
  stored === 'light' || stored === 'dark' ? stored : 'system';

const changed = new EventTarget();

const show = (choice: ThemeChoice): void => {
  const root = document.documentElement;
  if (choice === 'system') delete root.dataset.theme;
  else root.dataset.theme = choice;
  changed.dispatchEvent(new Event('change'));
};

/** What holds now. */
export const readThemeChoice = (): ThemeChoice => parseThemeChoice(document.documentElement.dataset.theme);

/** Shows the page so, in this tab and the others, now and next time. */
export const chooseTheme = (choice: ThemeChoice): void => {
  show(choice);
  try {
    if (choice === 'system') localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, choice);
  } catch {
    // It holds until the page is left.
  }
};

const followOtherTab = ({ key, newValue }: StorageEvent): void => {
  if (key === themeKey) show(parseThemeChoice(newValue));
};

/** Calls `listener` at each change; returns how to stop. */
export const followTheme = (listener: () => void): (() => void) => {
  const following = new AbortController();
  changed.addEventListener('change', listener, { signal: following.signal });
  window.addEventListener('storage', followOtherTab, { signal: following.signal });
  return () => following.abort();
};

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(followTheme, readThemeChoice);
