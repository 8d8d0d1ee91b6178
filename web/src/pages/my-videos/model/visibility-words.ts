/** Who sees a video, in words. */
import type { VideoSummary } from '../../../api/generated/schemas.ts';

export type Visibility = VideoSummary['visibility'];

export interface VisibilityWords {
  readonly label: string;
  readonly explanation: string;
}

/** From all to none. */
export const visibilities: readonly Visibility[] = ['public', 'unlisted', 'private'];

export const visibilityWords: Readonly<Record<Visibility, VisibilityWords>> = {
  public: { label: 'Public', explanation: 'Anyone may watch it, and finds it on the home page and by searching.' },
  unlisted: { label: 'Unlisted', explanation: 'Whoever has the link may watch it. It is in no list.' },
  private: {
    label: 'Private',
    explanation: 'You alone may watch it. Who watches it now loses it within five minutes.',
  },
};
