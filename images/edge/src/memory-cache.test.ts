import { describe, expect, it } from 'vitest';
import { MemoryCache } from './memory-cache.ts';

const body = (bytes: number): Buffer => Buffer.alloc(bytes);

describe('MemoryCache', () => {
  it('lets the least recently used go when it is full', () => {
    const cache = new MemoryCache(100);
    for (let index = 0; index < 10; index += 1) cache.set(`k${index}`, body(10));
    cache.get('k0');
    cache.set('new', body(10));
    expect(cache.get('k0')).toBeDefined();
    expect(cache.get('k1')).toBeUndefined();
    expect(cache.bytes).toBe(100);
  });

  it('counts an entry once when it is set again', () => {
    const cache = new MemoryCache(100);
    cache.set('k', body(10));
    cache.set('k', body(4));
    expect(cache.bytes).toBe(4);
  });

  it('keeps nothing that is more than an eighth of it', () => {
    const cache = new MemoryCache(80);
    cache.set('big', body(11));
    expect(cache.get('big')).toBeUndefined();
    expect(cache.bytes).toBe(0);
  });
});
