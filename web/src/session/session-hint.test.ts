// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSessionHint, hintKey } from './session-hint.ts';

beforeEach(() => localStorage.clear());

describe('createSessionHint', () => {
  it('remembers for the next page', () => {
    createSessionHint(window).write('some-id');
    expect(createSessionHint(window).read()).toBe('some-id');
    createSessionHint(window).write(undefined);
    expect(createSessionHint(window).read()).toBe(undefined);
  });

  it.each([[''], ['x'.repeat(65)]])('takes %j for nobody', (stored) => {
    localStorage.setItem(hintKey, stored);
    expect(createSessionHint(window).read()).toBe(undefined);
  });

  it.each([
    [{ key: hintKey, newValue: 'some-id' }, ['some-id']],
    [{ key: hintKey, newValue: null }, [undefined]],
    [{ key: null, newValue: null }, [undefined]],
    [{ key: 'kubecast.volume', newValue: '1' }, []],
  ])('tells what another tab wrote: %j', (written, heard) => {
    const listener = vi.fn();
    const listening = new AbortController();
    createSessionHint(window).onChange(listener, listening.signal);
    window.dispatchEvent(new StorageEvent('storage', written));
    listening.abort();
    expect(listener.mock.calls).toEqual(heard.map((hint) => [hint]));
  });

  it('remembers while the page is there when the browser denies its storage', () => {
    const denied = {
      get localStorage(): Storage {
        throw new DOMException('denied', 'SecurityError');
      },
    } as Window;
    const hint = createSessionHint(denied);
    hint.write('some-id');
    expect(hint.read()).toBe('some-id');
  });

  it('remembers while the page is there what the browser has no room for', () => {
    const full = {
      localStorage: {
        getItem: () => null,
        setItem: () => {
          throw new DOMException('full', 'QuotaExceededError');
        },
      },
    } as unknown as Window;
    const hint = createSessionHint(full);
    hint.write('some-id');
    expect(hint.read()).toBe('some-id');
  });
});
