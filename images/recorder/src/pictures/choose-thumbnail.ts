/**
 * Which picture stands for a recording. Not a black one, not one in the middle of a fade, not a blurred one: each is judged
 * by what the recording's own better pictures are like. Of those that pass, the one nearest to a third of the way is taken, for
 * beginnings and ends show least. Pure, and the same for the same pictures.
 */
import type { PictureMeasure } from './picture-measure.ts';

/** Below it nothing can be made out: studio black is 16. */
const leastBright = 40;
/** Below it the picture is of one colour. */
const leastContrast = 8;
/** Of what nine of ten visible pictures do not exceed. */
const contrastShare = 0.5;
const sharpnessShare = 0.5;
const betterShare = 0.9;
const preferredPlace = 1 / 3;

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.round((values.length - 1) * share)] ?? 0;

const isVisible = ({ bright, contrast }: PictureMeasure): boolean => bright >= leastBright && contrast >= leastContrast;

const passing = (pictures: readonly PictureMeasure[]): ((picture: PictureMeasure) => boolean) => {
  const visible = pictures.filter(isVisible);
  const contrast =
    contrastShare *
    quantile(
      visible.map((picture) => picture.contrast),
      betterShare,
    );
  const sharpness =
    sharpnessShare *
    quantile(
      visible.map((picture) => picture.sharpness),
      betterShare,
    );
  return (picture) => isVisible(picture) && picture.contrast >= contrast && picture.sharpness >= sharpness;
};

const indexOfLeast = (values: readonly number[]): number => values.indexOf(Math.min(...values));

/** The index of the chosen one; of pictures that are all black or of one colour, the one with the most contrast. */
export const chooseThumbnail = (pictures: readonly PictureMeasure[]): number => {
  const passes = passing(pictures);
  const preferred = (pictures.length - 1) * preferredPlace;
  const distances = pictures.map((picture, index) =>
    passes(picture) ? Math.abs(index - preferred) : Number.POSITIVE_INFINITY,
  );
  if (distances.some(Number.isFinite)) return indexOfLeast(distances);
  return indexOfLeast(pictures.map(({ contrast }) => -contrast));
};
