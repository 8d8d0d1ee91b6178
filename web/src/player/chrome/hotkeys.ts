/** What the keys of a player mean, and when they mean it. Pure. */

export type HotkeyAction =
  | { readonly kind: 'togglePlay' | 'toggleMute' | 'toggleFullScreen' | 'toggleCaptions' | 'showHelp' }
  | { readonly kind: 'seekBy'; readonly seconds: number }
  /** 0: the beginning, 1: the end. */
  | { readonly kind: 'seekToShare'; readonly share: number }
  | { readonly kind: 'changeVolume'; readonly by: number };

/** What has the focus: it uses some keys itself. */
export type FocusedControl = 'none' | 'button' | 'menuButton' | 'slider' | 'list' | 'text';

export interface PressedKey {
  readonly key: string;
  /** Control, Alt or the command key. */
  readonly hasModifier: boolean;
  readonly hasShift?: boolean;
  /** It is held down. */
  readonly isRepeat?: boolean;
  readonly focused: FocusedControl;
  /** The focus is in the player, or the player fills the screen. */
  readonly isInPlayer: boolean;
}

const volumeStep = 0.05;

const hotkeys: ReadonlyMap<string, HotkeyAction> = new Map<string, HotkeyAction>([
  [' ', { kind: 'togglePlay' }],
  ['k', { kind: 'togglePlay' }],
  ['j', { kind: 'seekBy', seconds: -10 }],
  ['l', { kind: 'seekBy', seconds: 10 }],
  ['arrowleft', { kind: 'seekBy', seconds: -5 }],
  ['arrowright', { kind: 'seekBy', seconds: 5 }],
  ['arrowup', { kind: 'changeVolume', by: volumeStep }],
  ['arrowdown', { kind: 'changeVolume', by: -volumeStep }],
  ['home', { kind: 'seekToShare', share: 0 }],
  ['end', { kind: 'seekToShare', share: 1 }],
  ['m', { kind: 'toggleMute' }],
  ['f', { kind: 'toggleFullScreen' }],
  ['c', { kind: 'toggleCaptions' }],
  ['?', { kind: 'showHelp' }],
]);

/** They scroll a page whose player is not meant. */
const scrollKeys: readonly string[] = ['ArrowUp', 'ArrowDown', 'Home', 'End'];

/** Keys that a focused control knows itself; `undefined`: all of them. */
const ownKeys: Readonly<Record<FocusedControl, readonly string[] | undefined>> = {
  none: [],
  button: [' '],
  menuButton: [' ', 'ArrowUp', 'ArrowDown'],
  slider: [...scrollKeys, 'ArrowLeft', 'ArrowRight'],
  // Menus, tabs and radio buttons move by arrows and find entries by their letters.
  list: undefined,
  text: undefined,
};

const actionOf = (key: string): HotkeyAction | undefined =>
  /^[0-9]$/.test(key) ? { kind: 'seekToShare', share: Number(key) / 10 } : hotkeys.get(key.toLowerCase());

/** Some keyboards have `?` and digits behind Shift; with any other key it means something else. */
const isShiftMeant = (key: string): boolean => key.length > 1 || /[\p{L} ]/u.test(key);

/** Those that do a little each time: a held key does what it says, and no switch goes on and off. */
const repeatable: readonly HotkeyAction['kind'][] = ['seekBy', 'changeVolume'];

const isTaken = ({ key, hasModifier, hasShift, focused, isInPlayer }: PressedKey): boolean => {
  const own = ownKeys[focused];
  if (hasModifier || (hasShift && isShiftMeant(key)) || !own || own.includes(key)) return false;
  return isInPlayer || !scrollKeys.includes(key);
};

/** What a key means; undefined when it is not ours. */
export const hotkeyFor = (pressed: PressedKey): HotkeyAction | undefined => {
  const action = isTaken(pressed) ? actionOf(pressed.key) : undefined;
  return pressed.isRepeat && action && !repeatable.includes(action.kind) ? undefined : action;
};

const wordlessTypes: readonly string[] = [
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
];
const listSelector =
  'select, [role="menu"] *, [role="menubar"] *, [role="listbox"], [role="listbox"] *, [role="tab"], [role="radio"], [role="combobox"], input[type="radio"]';

const isText = (element: HTMLElement): boolean =>
  element instanceof HTMLTextAreaElement ||
  element.isContentEditable ||
  (element instanceof HTMLInputElement && !wordlessTypes.includes(element.type));

/** What of these an element is. `target` is the innermost one, also in a shadow root. */
export const focusedControl = (target: EventTarget | undefined): FocusedControl => {
  if (!(target instanceof HTMLElement)) return 'none';
  if (isText(target)) return 'text';
  if (target.matches(listSelector)) return 'list';
  if (target.matches('input[type="range"], [role="slider"]')) return 'slider';
  if (target.matches('[aria-haspopup="menu"]')) return 'menuButton';
  return target.matches('button, summary, a[href], input, [role="button"], [role="switch"]') ? 'button' : 'none';
};
