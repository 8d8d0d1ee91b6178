import { Type } from 'typebox';
import { instant } from '../../schemas/instant.ts';
import { nullable } from '../../schemas/nullable.ts';
import { ownerSchema } from '../../schemas/owner.ts';
import { listOf, pageQuery } from '../../schemas/page.ts';
import { text } from '../../schemas/text.ts';
import { uuid } from '../../schemas/uuid.ts';

const slugPattern = '^[a-z0-9]+(-[a-z0-9]+)*$';

const slug = (description: string) => Type.String({ pattern: slugPattern, minLength: 1, maxLength: 40, description });

const tag = () => slug('Lower-case words with hyphens between');
const category = () => slug('Lower-case words with hyphens between: `science`, `board-games`');
const tags = () => Type.Array(tag(), { maxItems: 20, uniqueItems: true });
const visibility = () =>
  Type.Enum(['public', 'unlisted', 'private'], {
    description: 'Listed for all, for whoever has the link, or for the owner alone',
  });

const title = () => text({ min: 1, max: 200 });
const description = () => text({ max: 5000, isMultiline: true });

/** What lists say of a video. */
const summaryProperties = {
  id: uuid(),
  title: Type.String(),
  owner: nullable(ownerSchema),
  category: nullable(Type.String()),
  tags: Type.Array(Type.String()),
  visibility: visibility(),
  durationSeconds: Type.Number(),
  thumbnailUrl: nullable(Type.String({ description: 'A path of this host, signed; holds for at least 150 s' })),
  sizeBytes: Type.Integer(),
  viewCount: Type.Integer(),
  likeCount: Type.Integer(),
  likedByMe: nullable(Type.Boolean({ description: 'Null for whoever is not logged in' })),
  recordedAt: nullable(instant('When the media began')),
  createdAt: instant(),
};

export const videoSummarySchema = Type.Object(summaryProperties, { title: 'VideoSummary' });

export const videoListSchema = listOf(videoSummarySchema);

const chapterSchema = Type.Object({
  startSeconds: Type.Number({ description: 'Playing time' }),
  recordedAt: instant('The time of day at which it was recorded'),
});

export const videoSchema = Type.Object(
  {
    ...summaryProperties,
    description: Type.String(),
    stream: nullable(
      Type.Object(
        { namespace: Type.String(), name: Type.String() },
        { description: 'The stream that it was recorded from' },
      ),
    ),
    recordingId: nullable(uuid()),
    width: Type.Integer(),
    height: Type.Integer(),
    hasStoryboard: Type.Boolean(),
    chapters: Type.Array(chapterSchema, {
      description: 'One more than the session had interruptions; none for one without',
    }),
    isMine: Type.Boolean({ description: 'Whether the caller may change it' }),
    downloadUrl: nullable(
      Type.String({ description: 'The file, for whoever may change the video; signed, holds for at least 150 s' }),
    ),
    updatedAt: instant(),
  },
  { title: 'Video' },
);

export const videoListQuerySchema = Type.Object(
  {
    ...pageQuery,
    q: Type.Optional(
      text({ min: 1, max: 200, description: 'Words in title or description; "a phrase", `or` and -without as usual' }),
    ),
    tag: Type.Optional(tag()),
    category: Type.Optional(category()),
    owner: Type.Optional(
      Type.String({
        pattern: '^(me|-|[A-Za-z0-9_][A-Za-z0-9_-]{2,31})$',
        description:
          'A username. `me`: one’s own, also those that are not public. `-`: those that belong to nobody but the administrators',
      }),
    ),
  },
  { additionalProperties: false },
);

export const videoChangeSchema = Type.Object(
  {
    title: Type.Optional(title()),
    description: Type.Optional(description()),
    category: Type.Optional(nullable(category())),
    tags: Type.Optional(tags()),
    visibility: Type.Optional(visibility()),
  },
  { additionalProperties: false, minProperties: 1, title: 'VideoChange' },
);

/** Under this, a number is no time of any session. */
const longestSeconds = 10_000_000;

const gapSchema = Type.Object(
  { at: instant('The time of day at which it began'), seconds: Type.Number({ minimum: 0, maximum: longestSeconds }) },
  { additionalProperties: false },
);

const pixels = () => Type.Integer({ minimum: 1, maximum: 16_384 });

export const videoImportSchema = Type.Object(
  {
    id: uuid(
      'Names the objects too: `<id>/video.mp4` and, where there are any, `thumbnail.jpg`, `storyboard.{jpg,vtt}`. Of any version but 5, which is for recordings',
    ),
    title: title(),
    description: Type.Optional(description()),
    category: Type.Optional(nullable(category())),
    tags: Type.Optional(tags()),
    visibility: Type.Optional(
      Type.Enum(['public', 'unlisted', 'private'], { description: 'private, where it is absent' }),
    ),
    ownerId: Type.Optional(nullable(uuid('A user; absent: the administrators'))),
    durationSeconds: Type.Number({ minimum: 0, maximum: longestSeconds }),
    width: pixels(),
    height: pixels(),
    recordedAt: Type.Optional(nullable(instant('When the media began'))),
    gaps: Type.Optional(Type.Array(gapSchema, { maxItems: 1000, description: 'Where the media has none, in order' })),
  },
  { additionalProperties: false, title: 'VideoImport' },
);

export const labelListSchema = Type.Object({
  items: Type.Array(
    Type.Object({ name: Type.String(), videos: Type.Integer({ description: 'Of the 10,000 newest public videos' }) }),
  ),
});

export const labelQuerySchema = Type.Object(
  { limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'How many at most' }) },
  { additionalProperties: false },
);

export const relatedQuerySchema = Type.Object(
  { limit: Type.Integer({ minimum: 1, maximum: 24, default: 12, description: 'How many at most' }) },
  { additionalProperties: false },
);

export const relatedListSchema = Type.Object({ items: Type.Array(videoSummarySchema) });

export const likeSchema = Type.Object({ likeCount: Type.Integer(), likedByMe: Type.Boolean() }, { title: 'VideoLike' });

export const viewSchema = Type.Object(
  {
    counted: Type.Boolean({ description: 'False for a viewer who was counted within the last six hours' }),
  },
  { title: 'VideoView' },
);
