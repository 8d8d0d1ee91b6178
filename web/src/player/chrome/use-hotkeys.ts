/** The keys of the page's player: on the whole page, or, beside another player, while the focus is in this one. */
import { type RefObject, useEffect, useEffectEvent } from 'react';
import { focusedControl, type HotkeyAction, hotkeyFor } from './hotkeys.ts';

export interface HotkeysOptions {
  readonly player: RefObject<HTMLElement | null>;
  readonly onAction: (action: HotkeyAction) => void;
  /** False: only while the focus is in the player. */
  readonly isWholePage?: boolean;
}

/** An open window of the page has its keys to itself. */
const isBehindDialog = (target: EventTarget | undefined): boolean =>
  document.querySelector('dialog:modal') !== null || (target instanceof Element && target.closest('dialog') !== null);

const isIn = (target: EventTarget | null, player: HTMLElement | null): boolean =>
  (target instanceof Node && player?.contains(target)) || player?.contains(document.fullscreenElement) === true;

/** See the file header. Keys of a focused control, keys with modifiers and what is typed are never taken. */
export const useHotkeys = ({ player, onAction, isWholePage = true }: HotkeysOptions): void => {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    // Behind a shadow root, `target` is its host.
    const target = event.composedPath()[0];
    const isInPlayer = isIn(event.target, player.current);
    if (event.defaultPrevented || isBehindDialog(target) || !(isWholePage || isInPlayer)) return;
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    const { key, shiftKey: hasShift, repeat: isRepeat } = event;
    const action = hotkeyFor({ key, hasModifier, hasShift, isRepeat, focused: focusedControl(target), isInPlayer });
    if (!action) return;
    event.preventDefault();
    onAction(action);
  });
  useEffect(() => {
    const life = new AbortController();
    document.addEventListener('keydown', onKey, { signal: life.signal });
    return () => life.abort();
  }, []);
};
