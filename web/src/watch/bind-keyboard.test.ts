import { describe, expect, it } from 'vitest';
import { hotkeyFor } from './bind-keyboard.ts';

const press = (key: string, focused: 'none' | 'button' | 'slider' | 'select' = 'none', hasModifier = false) =>
  hotkeyFor({ key, focused, hasModifier });

describe('hotkeyFor', () => {
  it.each([
    [' ', { kind: 'togglePlay' }],
    ['k', { kind: 'togglePlay' }],
    ['K', { kind: 'togglePlay' }],
    ['j', { kind: 'seekBy', seconds: -10 }],
    ['l', { kind: 'seekBy', seconds: 10 }],
    ['ArrowLeft', { kind: 'seekBy', seconds: -5 }],
    ['ArrowRight', { kind: 'seekBy', seconds: 5 }],
    ['ArrowUp', { kind: 'changeVolume', by: 0.1 }],
    ['ArrowDown', { kind: 'changeVolume', by: -0.1 }],
    ['m', { kind: 'toggleMute' }],
    ['f', { kind: 'toggleFullScreen' }],
    ['x', undefined],
    ['Tab', undefined],
  ])('takes %j', (key, action) => {
    expect(press(key)).toEqual(action);
  });

  it('leaves each control the keys that it uses itself', () => {
    expect([press(' ', 'button'), press('ArrowLeft', 'slider'), press('f', 'select')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([press('k', 'button'), press('k', 'slider')]).toEqual([{ kind: 'togglePlay' }, { kind: 'togglePlay' }]);
  });

  it('leaves the browser its own shortcuts', () => {
    expect(press('f', 'none', true)).toBeUndefined();
  });
});
