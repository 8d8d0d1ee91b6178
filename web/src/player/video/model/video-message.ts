/** What is said over the picture when it does not simply play. Pure. */
import type { VideoPhase, VideoState } from '../core/video-state.ts';

export interface VideoMessage {
  readonly title: string;
  readonly hint: string;
  /** What the viewer can press; undefined where nothing helps. */
  readonly retryLabel: string | undefined;
}

const messages: Readonly<Partial<Record<VideoPhase, VideoMessage>>> = {
  disconnected: {
    title: 'Nobody answers',
    hint: 'Look at your connection. The video goes on from here as soon as it can.',
    retryLabel: 'Try now',
  },
  failed: {
    title: 'The video cannot be played',
    hint: 'It was asked for several times. Try again, or come back later.',
    retryLabel: 'Try again',
  },
  gone: {
    title: 'There is no such video, or it is not yours to see',
    hint: 'Its owner may have deleted it or made it private just now.',
    retryLabel: undefined,
  },
};

export const messageFor = ({ phase }: Pick<VideoState, 'phase'>): VideoMessage | undefined => messages[phase];

/** One word for what the player shows, for styles and tests. */
export type VideoView = VideoPhase | 'ended' | 'paused';

export const viewOf = ({ phase, isEnded, isPaused }: VideoState): VideoView => {
  if (phase !== 'playing') return phase;
  if (isEnded) return 'ended';
  return isPaused ? 'paused' : 'playing';
};
