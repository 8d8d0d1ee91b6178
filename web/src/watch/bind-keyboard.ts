/** Hotkeys. A control that has the focus keeps the keys that it knows itself. */
import type { Player } from '../player/core/player.ts';
import { toggleFullScreen } from './bind-playback.ts';
import type { Binding } from './binding.ts';

export type HotkeyAction =
  | { readonly kind: 'togglePlay' | 'toggleMute' | 'toggleFullScreen' }
  | { readonly kind: 'seekBy'; readonly seconds: number }
  | { readonly kind: 'changeVolume'; readonly by: number };

const hotkeys: Readonly<Record<string, HotkeyAction>> = {
  ' ': { kind: 'togglePlay' },
  k: { kind: 'togglePlay' },
  j: { kind: 'seekBy', seconds: -10 },
  l: { kind: 'seekBy', seconds: 10 },
  arrowleft: { kind: 'seekBy', seconds: -5 },
  arrowright: { kind: 'seekBy', seconds: 5 },
  arrowup: { kind: 'changeVolume', by: 0.1 },
  arrowdown: { kind: 'changeVolume', by: -0.1 },
  m: { kind: 'toggleMute' },
  f: { kind: 'toggleFullScreen' },
};

/** What has the focus: it uses some keys itself. */
export type FocusedControl = 'none' | 'button' | 'slider' | 'select';

export interface PressedKey {
  readonly key: string;
  readonly hasModifier: boolean;
  readonly focused: FocusedControl;
}

/** Pure: what a key means; undefined when it is not ours. */
export const hotkeyFor = ({ key, hasModifier, focused }: PressedKey): HotkeyAction | undefined => {
  if (hasModifier || focused === 'select') return undefined;
  if (focused === 'button' && key === ' ') return undefined;
  if (focused === 'slider' && key.startsWith('Arrow')) return undefined;
  return hotkeys[key.toLowerCase()];
};

const focusedControl = (target: EventTarget | null): FocusedControl => {
  if (target instanceof HTMLSelectElement) return 'select';
  if (target instanceof HTMLInputElement) return 'slider';
  return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement ? 'button' : 'none';
};

const perform = (action: HotkeyAction, player: Player, elements: Binding['elements']): void => {
  if (action.kind === 'togglePlay') player.togglePlay();
  else if (action.kind === 'toggleMute') player.toggleMute();
  else if (action.kind === 'seekBy') player.seekBy(action.seconds);
  else if (action.kind === 'changeVolume') player.setVolume(player.getSnapshot().volume + action.by);
  else void toggleFullScreen(elements).catch(() => undefined);
};

export const bindKeyboard = ({ elements, player, signal }: Binding): void => {
  const onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const hasModifier = ctrlKey || metaKey || altKey;
    const action = hotkeyFor({ key, hasModifier, focused: focusedControl(target) });
    if (!action) return;
    event.preventDefault();
    perform(action, player, elements);
  };
  document.addEventListener('keydown', onKey, { signal });
};
