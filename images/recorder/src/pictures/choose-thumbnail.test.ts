import { describe, expect, it } from 'vitest';
import { chooseThumbnail } from './choose-thumbnail.ts';
import { measurePicture, type PictureMeasure } from './picture-measure.ts';

const good: PictureMeasure = { bright: 180, contrast: 50, sharpness: 10 };
const black: PictureMeasure = { bright: 16, contrast: 1, sharpness: 0.1 };
const white: PictureMeasure = { bright: 235, contrast: 1, sharpness: 0.1 };
const fading: PictureMeasure = { bright: 90, contrast: 20, sharpness: 4 };
const blurred: PictureMeasure = { bright: 180, contrast: 45, sharpness: 2 };

describe('chooseThumbnail', () => {
  it.each([
    ['the one near a third', [good, good, good, good, good, good, good], 2],
    ['no black one', [black, black, black, good], 3],
    ['no white one', [white, white, good, white], 2],
    ['none of a fade', [good, fading, fading, fading, good, good, good], 0],
    ['no blurred one', [blurred, blurred, good, blurred, good, good], 2],
    ['a blurred one when all are', [blurred, blurred, blurred, blurred], 1],
    ['the one with the most contrast when all are dark', [black, { ...black, contrast: 3 }, black], 1],
    ['the first of black ones', [black, black], 0],
    ['the only one', [black], 0],
  ])('takes %s', (_, pictures, index) => {
    expect(chooseThumbnail(pictures)).toBe(index);
  });
});

describe('measurePicture', () => {
  const width = 8;
  const picture = (valueAt: (x: number, y: number) => number): Uint8Array =>
    Uint8Array.from({ length: width * width }, (_, index) => valueAt(index % width, Math.floor(index / width)));

  it.each([
    ['black', () => 0, { bright: 0, contrast: 0, sharpness: 0 }],
    ['grey', () => 128, { bright: 128, contrast: 0, sharpness: 0 }],
    ['a checkerboard', (x: number, y: number) => ((x + y) % 2) * 200, { bright: 200, contrast: 100, sharpness: 0 }],
  ])('measures %s', (_, valueAt, expected) => {
    const { bright, contrast } = measurePicture(picture(valueAt), width);
    expect({ bright, contrast }).toEqual({ bright: expected.bright, contrast: expected.contrast });
  });

  it('finds edges sharper than ramps', () => {
    const edge = measurePicture(
      picture((x) => (x < 4 ? 0 : 200)),
      width,
    );
    const ramp = measurePicture(
      picture((x) => x * 28),
      width,
    );
    expect(edge.sharpness).toBeGreaterThan(ramp.sharpness);
  });
});
