import { describe, expect, it } from 'vitest';
import { rovingPlace } from './roving-place.ts';

describe('rovingPlace', () => {
  it.each([
    ['across', 'ArrowRight', 0, 1],
    ['across', 'ArrowRight', 2, 0],
    ['across', 'ArrowLeft', 0, 2],
    ['across', 'ArrowDown', 0, undefined],
    ['down', 'ArrowDown', 1, 2],
    ['down', 'ArrowUp', 0, 2],
    ['down', 'ArrowRight', 0, undefined],
    ['down', 'Home', 2, 0],
    ['across', 'End', 0, 2],
    ['down', 'a', 1, undefined],
  ] as const)('%s: %s at %i of three leads to %s', (axis, key, place, next) => {
    expect(rovingPlace(axis, key, place, 3)).toBe(next);
  });
});
