// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseTheme, followTheme, parseThemeChoice, readThemeChoice, themeKey } from './theme-choice.ts';

const runFirstScript = (): void => {
  new Function(readFileSync(join(import.meta.dirname, '../../../public/theme.js'), 'utf8'))();
};

beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset.theme;
});

describe('parseThemeChoice', () => {
  it.each([
    ['light', 'light'],
    ['dark', 'dark'],
    ['sepia', 'system'],
    [null, 'system'],
    [undefined, 'system'],
  ])('takes %j for %s', (stored, choice) => {
    expect(parseThemeChoice(stored)).toBe(choice);
  });
});

describe('chooseTheme', () => {
  it('holds at once, and on the next page before its first paint', () => {
    chooseTheme('light');
    expect(readThemeChoice()).toBe('light');
    delete document.documentElement.dataset.theme;
    runFirstScript();
    expect(readThemeChoice()).toBe('light');
  });

  it('leaves nothing behind when the system is to choose', () => {
    chooseTheme('dark');
    chooseTheme('system');
    expect([readThemeChoice(), localStorage.getItem(themeKey)]).toEqual(['system', null]);
  });
});

describe('followTheme', () => {
  it('tells of what is chosen here and in other tabs', () => {
    const heard = vi.fn();
    const stop = followTheme(heard);
    chooseTheme('dark');
    window.dispatchEvent(new StorageEvent('storage', { key: themeKey, newValue: 'light' }));
    stop();
    chooseTheme('system');
    window.dispatchEvent(new StorageEvent('storage', { key: themeKey, newValue: 'dark' }));
    expect([heard.mock.calls.length, readThemeChoice()]).toEqual([2, 'system']);
  });
});
