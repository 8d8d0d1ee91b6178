// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type FocusedControl, focusedControl, hotkeyFor } from './hotkeys.ts';

const press = (key: string, focused: FocusedControl = 'none', change = {}) =>
  hotkeyFor({ key, focused, hasModifier: false, isInPlayer: true, ...change });

describe('hotkeyFor', () => {
  it.each([
    [' ', { kind: 'togglePlay' }],
    ['k', { kind: 'togglePlay' }],
    ['K', { kind: 'togglePlay' }],
    ['j', { kind: 'seekBy', seconds: -10 }],
    ['l', { kind: 'seekBy', seconds: 10 }],
    ['ArrowLeft', { kind: 'seekBy', seconds: -5 }],
    ['ArrowRight', { kind: 'seekBy', seconds: 5 }],
    ['ArrowUp', { kind: 'changeVolume', by: 0.05 }],
    ['ArrowDown', { kind: 'changeVolume', by: -0.05 }],
    ['Home', { kind: 'seekToShare', share: 0 }],
    ['End', { kind: 'seekToShare', share: 1 }],
    ['0', { kind: 'seekToShare', share: 0 }],
    ['7', { kind: 'seekToShare', share: 0.7 }],
    ['m', { kind: 'toggleMute' }],
    ['f', { kind: 'toggleFullScreen' }],
    ['c', { kind: 'toggleCaptions' }],
    ['?', { kind: 'showHelp' }],
    ['x', undefined],
    ['F1', undefined],
    ['Tab', undefined],
    ['constructor', undefined],
  ])('takes %j', (key, action) => {
    expect(press(key)).toEqual(action);
  });

  it.each([
    [' ', 'button'],
    ['ArrowUp', 'menuButton'],
    ['ArrowDown', 'menuButton'],
    ['ArrowLeft', 'slider'],
    ['Home', 'slider'],
    ['f', 'list'],
    ['ArrowDown', 'list'],
    ['k', 'text'],
    ['?', 'text'],
  ] as const)('leaves %j to a focused %s', (key, focused) => {
    expect(press(key, focused)).toBeUndefined();
  });

  it.each([
    ['k', 'button'],
    [' ', 'slider'],
    ['ArrowLeft', 'button'],
    ['k', 'menuButton'],
  ] as const)('takes %j from a focused %s', (key, focused) => {
    expect(press(key, focused)).toBeDefined();
  });

  it('leaves the browser its own shortcuts', () => {
    expect(press('f', 'none', { hasModifier: true })).toBeUndefined();
  });

  it.each([
    [' ', false],
    ['ArrowLeft', false],
    ['K', false],
    ['?', true],
    ['4', true],
  ])('takes Shift and %j: %s', (key, isTaken) => {
    expect(press(key, 'none', { hasShift: true }) !== undefined).toBe(isTaken);
  });

  it.each([
    ['ArrowLeft', true],
    ['ArrowUp', true],
    ['k', false],
    ['f', false],
    ['m', false],
  ])('goes on while %j is held: %s', (key, goesOn) => {
    expect(press(key, 'none', { isRepeat: true }) !== undefined).toBe(goesOn);
  });

  it.each(['ArrowUp', 'ArrowDown', 'Home', 'End'])('lets %s scroll the page around the player', (key) => {
    expect(press(key, 'none', { isInPlayer: false })).toBeUndefined();
    expect(press('ArrowLeft', 'none', { isInPlayer: false })).toBeDefined();
  });
});

describe('focusedControl', () => {
  it.each([
    ['<input>', 'text'],
    ['<input type="search">', 'text'],
    ['<textarea></textarea>', 'text'],
    ['<input type="range">', 'slider'],
    ['<input type="radio">', 'list'],
    ['<input type="checkbox">', 'button'],
    ['<select></select>', 'list'],
    ['<button type="button"></button>', 'button'],
    ['<button type="button" aria-haspopup="menu"></button>', 'menuButton'],
    ['<a href="/"></a>', 'button'],
    ['<span role="button"></span>', 'button'],
    ['<video></video>', 'none'],
  ])('takes %s for a %s', (html, expected) => {
    document.body.innerHTML = html;
    expect(focusedControl(document.body.firstElementChild ?? undefined)).toBe(expected);
  });

  it('takes an entry of a menu for one of a list', () => {
    document.body.innerHTML = '<div role="menu"><button></button></div>';
    expect(focusedControl(document.querySelector('button') ?? undefined)).toBe('list');
    expect(focusedControl(document)).toBe('none');
  });
});
