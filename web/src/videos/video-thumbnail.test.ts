import { describe, expect, it } from 'vitest';
import { addressOf } from './video-thumbnail.tsx';

describe('addressOf', () => {
  it.each([
    ['the one that is loaded, signed anew', '/a.jpg?s=2', '/a.jpg?s=1', '/a.jpg?s=1'],
    ['the newest while none is loaded', '/a.jpg?s=2', undefined, '/a.jpg?s=2'],
    ['that of another picture', '/b.jpg?s=2', '/a.jpg?s=1', '/b.jpg?s=2'],
  ])('is %s', (_, url, loadedUrl, address) => {
    expect(addressOf(url, loadedUrl)).toBe(address);
  });
});
