/** A video's words while they are being edited. Pure. */
import type { Video, VideoChange } from '../../../api/generated/schemas.ts';
import { addTags, isSlug, toSlug } from './tag-rules.ts';

export interface VideoDraft {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** What is typed of tags that are not among them yet. */
  readonly typedTags: string;
  /** Empty: none. */
  readonly category: string;
  readonly visibility: Video['visibility'];
}

export type DraftErrors = Readonly<Partial<Record<keyof VideoDraft, string>>>;

export const maxTitleLength = 200;
export const maxDescriptionLength = 5000;

export const draftOf = ({ title, description, tags, category, visibility }: Video): VideoDraft => ({
  ...{ title, description, tags, visibility },
  typedTags: '',
  category: category ?? '',
});

const titleError = (title: string): string | undefined => {
  if (title.trim() === '') return 'Say what the video is called';
  return title.length > maxTitleLength ? `A title has at most ${maxTitleLength} characters` : undefined;
};

const descriptionError = (description: string): string | undefined =>
  description.length > maxDescriptionLength
    ? `A description has at most ${maxDescriptionLength} characters: these are ${description.length}`
    : undefined;

const categoryError = (category: string): string | undefined =>
  category.trim() !== '' && !isSlug(toSlug(category)) ? 'A category is made of letters a to z and digits' : undefined;

/** What the api would refuse, by field; empty when it takes all. */
export const draftErrors = ({ title, description, category, tags, typedTags }: VideoDraft): DraftErrors => {
  const errors = {
    title: titleError(title),
    description: descriptionError(description),
    category: categoryError(category),
    tags: addTags(tags, typedTags).error,
  };
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined));
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const wishOf = ({ title, description, tags, typedTags, category, visibility }: VideoDraft): Required<VideoChange> => ({
  ...{ title: title.trim(), description, visibility },
  tags: [...addTags(tags, typedTags).tags].sort(),
  category: toSlug(category) || null,
});

/** What differs from the video; undefined when nothing does. */
export const changeOf = (video: Video, draft: VideoDraft): VideoChange | undefined => {
  const before: Readonly<Record<string, unknown>> = { ...wishOf(draftOf(video)) };
  const wish = Object.entries(wishOf(draft)).filter(([field, value]) => !isSame(value, before[field]));
  return wish.length === 0 ? undefined : Object.fromEntries(wish);
};

/** The api's errors by field of the draft: one of `tags.3` is of the tags. */
export const errorsByField = (fields: Readonly<Record<string, string>>): DraftErrors =>
  Object.fromEntries(Object.entries(fields).map(([path, error]) => [path.split('.')[0] ?? path, error]));
