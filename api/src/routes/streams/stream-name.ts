/** The name of the LiveStream that a title becomes: it is in URLs and in the names of Services and pods. */
import { randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const suffixLength = 4;
/** The CRD's limit is 40. */
const maxStemLength = 40 - suffixLength - 1;
const marks = /\p{Mark}/gu;

const randomSuffix = (): string =>
  Array.from({ length: suffixLength }, () => letters[randomInt(letters.length)]).join('');

/** The title in lower case without accents, everything but letters and digits as dashes; `stream` where nothing is left. */
export const streamNameStem = (title: string): string => {
  const words = title.normalize('NFKD').replace(marks, '').toLowerCase();
  const slug = words.replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '');
  const named = /^[a-z]/.test(slug) ? slug : `stream-${slug}`;
  return named.slice(0, maxStemLength).replace(/-+$/, '');
};

/** A name of at most 40 characters that the CRD takes, and that most likely nobody has: `town-hall-x4k2`. */
export const streamName = (title: string, suffix: string = randomSuffix()): string =>
  `${streamNameStem(title)}-${suffix}`;
