/** What a small grey picture says of the large one: is there light, is there contrast, is it sharp. Pure. */

export interface PictureMeasure {
  /** The grey value, 0 to 255, that nine of ten pixels do not exceed. */
  readonly bright: number;
  /** Standard deviation of the grey values. */
  readonly contrast: number;
  /** Mean of the absolute Laplacian: how steep the edges are. */
  readonly sharpness: number;
}

const greyValues = 256;
const brightShare = 0.9;

const histogramOf = (grey: Uint8Array): readonly number[] => {
  const histogram = Array.from({ length: greyValues }, () => 0);
  for (const value of grey) histogram[value] = (histogram[value] ?? 0) + 1;
  return histogram;
};

const quantile = (histogram: readonly number[], pixels: number, share: number): number => {
  let seen = 0;
  return histogram.findIndex((count) => {
    seen += count;
    return seen >= pixels * share;
  });
};

const deviationOf = (histogram: readonly number[], pixels: number): number => {
  const mean = histogram.reduce((sum, count, value) => sum + count * value, 0) / pixels;
  return Math.sqrt(histogram.reduce((sum, count, value) => sum + count * (value - mean) ** 2, 0) / pixels);
};

const sharpnessOf = (grey: Uint8Array, width: number): number => {
  const at = (index: number): number => grey[index] ?? 0;
  let sum = 0;
  let count = 0;
  for (let index = width + 1; index < grey.length - width - 1; index += 1) {
    sum += Math.abs(4 * at(index) - at(index - 1) - at(index + 1) - at(index - width) - at(index + width));
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
};

/** Measures a picture of one byte a pixel, `width` pixels a line. */
export const measurePicture = (grey: Uint8Array, width: number): PictureMeasure => {
  const histogram = histogramOf(grey);
  return {
    bright: quantile(histogram, grey.length, brightShare),
    contrast: deviationOf(histogram, grey.length),
    sharpness: sharpnessOf(grey, width),
  };
};
