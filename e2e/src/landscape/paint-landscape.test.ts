import { describe, expect, it } from 'vitest';
import { paintLandscape } from './paint-landscape.ts';
import { scenes } from './scenes.ts';

const size = { width: 64, height: 36 };
const brightness = (pixels: Uint8Array): number => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;

describe('paintLandscape', () => {
  it('paints the same picture each time', () => {
    expect(paintLandscape(scenes.dunes, size)).toEqual(paintLandscape(scenes.dunes, size));
  });

  it('paints three bytes a pixel', () => {
    expect(paintLandscape(scenes['red-coast'], size)).toHaveLength(64 * 36 * 3);
  });

  it('paints nights darker than days', () => {
    const night = brightness(paintLandscape(scenes['northern-lights'], size));
    expect(night).toBeLessThan(brightness(paintLandscape(scenes['winter-lake'], size)) / 2);
  });
});
