// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isGoneChunk, mayReload, reloadForChunk } from './gone-chunk.ts';

beforeEach(() => sessionStorage.clear());

describe('isGoneChunk', () => {
  it.each([
    [new TypeError('Failed to fetch dynamically imported module: http://localhost/assets/home-page-abc.js'), true],
    [new TypeError('error loading dynamically imported module: http://localhost/assets/a.js'), true],
    [new TypeError('Importing a module script failed.'), true],
    [new Error('Unable to preload CSS for /assets/player.css'), true],
    [new TypeError('Failed to fetch'), false],
    ['Failed to fetch dynamically imported module', false],
    [undefined, false],
  ])('%s: %s', (error, isGone) => {
    expect(isGoneChunk(error)).toBe(isGone);
  });
});

describe('mayReload', () => {
  it.each([
    [null, true],
    ['what is no time', true],
    ['1000000', false],
    ['900000', true],
  ])('with %j stored: %s', (storedAt, may) => {
    expect(mayReload(storedAt, 1_010_000)).toBe(may);
  });
});

describe('reloadForChunk', () => {
  const pageThat = (fetcher: () => Promise<Response>) => {
    const reload = vi.fn();
    const page = { fetch: fetcher, sessionStorage, location: { reload } } as unknown as Window;
    return { page, reload };
  };

  it('reloads once', async () => {
    const { page, reload } = pageThat(async () => new Response());
    expect([await reloadForChunk(page), await reloadForChunk(page), reload.mock.calls.length]).toEqual([
      true,
      false,
      1,
    ]);
  });

  it('stays where it is when the browser denies its storage', async () => {
    const reload = vi.fn();
    const denied = {
      fetch: async () => new Response(),
      location: { reload },
      get sessionStorage(): Storage {
        throw new DOMException('denied', 'SecurityError');
      },
    } as unknown as Window;
    expect([await reloadForChunk(denied), reload.mock.calls.length]).toEqual([false, 0]);
  });

  it('stays where it is when nobody answers', async () => {
    const { page, reload } = pageThat(() => Promise.reject(new TypeError('Failed to fetch')));
    expect([await reloadForChunk(page), reload.mock.calls.length]).toEqual([false, 0]);
  });
});
