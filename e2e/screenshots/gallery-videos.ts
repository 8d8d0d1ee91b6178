/** The videos of the gallery, the oldest first. */
import type { ImportedVideo } from '../src/import-video.ts';
import type { SceneName } from '../src/landscape/scenes.ts';

export interface GalleryVideo
  extends Pick<ImportedVideo, 'title' | 'description' | 'category' | 'tags' | 'visibility'> {
  readonly scene: SceneName;
  /** The place of its owner among the people. */
  readonly by: number;
  readonly seconds: number;
  readonly daysAgo: number;
  /** Seconds after the beginning at which the encoder was away. */
  readonly gapAt?: number;
}

export const galleryVideos: readonly GalleryVideo[] = [
  {
    ...{ scene: 'dunes', by: 2, seconds: 22, daysAgo: 40, title: 'Crossing the dunes at noon' },
    ...{ category: 'travel', tags: ['desert', 'walking'] },
  },
  {
    ...{ scene: 'forest-mist', by: 1, seconds: 31, daysAgo: 26, title: 'An hour of mist, no talking' },
    ...{ category: 'nature', tags: ['slow-tv', 'forest'] },
  },
  {
    ...{ scene: 'city-night', by: 2, seconds: 18, daysAgo: 19, title: 'The city from the 40th floor' },
    ...{ category: 'travel', tags: ['city', 'night'] },
  },
  {
    ...{ scene: 'winter-lake', by: 0, seconds: 27, daysAgo: 12, title: 'First ice on the lake' },
    ...{ category: 'nature', tags: ['ice', 'slow-tv'], visibility: 'unlisted' },
  },
  {
    ...{ scene: 'alpine-morning', by: 1, seconds: 24, daysAgo: 8, title: 'Up before the sun: the ridge in one take' },
    ...{ category: 'sport', tags: ['mountains', 'walking'] },
  },
  {
    ...{ scene: 'harbour-dawn', by: 0, seconds: 33, daysAgo: 5, title: 'The pilot boats go out' },
    ...{ category: 'nature', tags: ['harbour', 'morning'], visibility: 'private' },
  },
  {
    ...{ scene: 'northern-lights', by: 1, seconds: 20, daysAgo: 3, title: 'Aurora, the strongest night of the year' },
    ...{ category: 'science', tags: ['aurora', 'night'] },
  },
  {
    ...{ scene: 'red-coast', by: 0, seconds: 36, daysAgo: 1, gapAt: 21, title: 'Evening light on the red coast' },
    category: 'nature',
    tags: ['coast', 'evening', 'slow-tv'],
    description:
      'The last hour before the night, from the lighthouse.\n\nThe line broke once, at the second buoy; the stream went on by itself.',
  },
];
