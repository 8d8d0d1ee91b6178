/** Tags as the api takes them: at most 20, each of lower-case letters, digits and single hyphens, at most 40. Pure. */

export const maxTags = 20;
export const maxTagLength = 40;

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether the api takes it as a tag or a category. */
export const isSlug = (text: string): boolean => text.length <= maxTagLength && slug.test(text);

/** What is nearest to the text: `Board Games!` becomes `board-games`. Empty where no letter or digit is left. */
export const toSlug = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');

export interface AddedTags {
  readonly tags: readonly string[];
  /** What remains to be typed, and what is wrong with it; empty when all of it was taken. */
  readonly rest: string;
  readonly error: string | undefined;
}

const faultOf = (tag: string, tags: readonly string[]): string | undefined => {
  if (tag === '') return 'A tag is made of letters a to z and digits';
  if (tag.length > maxTagLength) return `A tag has at most ${maxTagLength} characters`;
  return tags.length >= maxTags ? `A video has at most ${maxTags} tags` : undefined;
};

/** Adds what was typed, by commas; one that is there already is not added again. Stops at the first that cannot be. */
export const addTags = (tags: readonly string[], typed: string): AddedTags => {
  const [first = '', ...others] = typed.split(',').filter((part) => part.trim() !== '');
  if (first === '') return { tags, rest: '', error: undefined };
  const tag = toSlug(first);
  if (tags.includes(tag)) return addTags(tags, others.join(','));
  const error = faultOf(tag, tags);
  if (error !== undefined) return { tags, rest: [first, ...others].join(',').trim(), error };
  return addTags([...tags, tag], others.join(','));
};
