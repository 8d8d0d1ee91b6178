/** The focus in an open menu: it begins at what is chosen, and arrows move it. */
import type { KeyboardEvent } from 'react';
import { rovingPlace } from './roving-place.ts';

const itemsOf = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []),
];

/** On the checked item of the list, else on its first. */
export const focusMenu = (list: HTMLElement | null): void => {
  const items = itemsOf(list);
  (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus();
};

/** For the list's `onKeyDown`. */
export const moveInMenu = (event: KeyboardEvent<HTMLElement>): void => {
  const items = itemsOf(event.currentTarget);
  const place = items.findIndex((item) => item.matches(':focus'));
  const next = rovingPlace('down', event.key, place, items.length);
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
};
