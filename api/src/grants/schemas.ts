import { Type } from 'typebox';
import { instant } from '../schemas/instant.ts';
import { nullable } from '../schemas/nullable.ts';

/** What every grant says. The grant itself is the cookie beside the answer; a public stream's is its owner's alone. */
const grantProperties = {
  path: Type.String({ description: 'What the cookie opens, and its Path: everything below' }),
  expiresAt: instant('The first moment at which the grant no longer holds'),
  renewAfterSeconds: Type.Integer({ description: 'Ask for the next grant after this time' }),
};

export const streamGrantSchema = Type.Object(
  {
    ...grantProperties,
    playbackPath: Type.String({ description: 'The multivariant playlist, for players that send the cookie' }),
    nativePlaybackPath: Type.String({
      description:
        'The same with the grant in its path, which holds until `expiresAt`, for players that send no cookies; `playbackPath` for who got no grant',
    }),
  },
  { title: 'StreamGrant' },
);

const signed = (of: string) => `${of}, signed for this file alone; holds for at least 150 s`;

export const videoGrantSchema = Type.Object(
  {
    ...grantProperties,
    files: Type.Object({
      video: Type.String({ description: signed('MP4') }),
      thumbnail: nullable(Type.String({ description: signed('JPEG') })),
      storyboard: nullable(Type.String({ description: signed('WebVTT whose cues name parts of `storyboardImage`') })),
      storyboardImage: nullable(Type.String({ description: signed('JPEG') })),
    }),
  },
  { title: 'VideoGrant' },
);
