/**
 * What the player of a video is doing: one snapshot, made by the core, shown by the view.
 *
 *     connecting ──► playing ◄──► buffering
 *         ▲             │  └──► disconnected (tries again by itself), failed (waits for the viewer)
 *         └─────────────┴─── and from anywhere: gone
 */

export type VideoPhase =
  /** Leave to watch, or the first picture, is awaited. */
  | 'connecting'
  /** The picture is there, running or not. */
  | 'playing'
  /** It stands for want of media, for so long that a viewer wonders. */
  | 'buffering'
  /** Nobody answers. */
  | 'disconnected'
  /** What came could not be played, however often it was asked for. */
  | 'failed'
  /** There is no such video any more, or not for this viewer. */
  | 'gone';

export interface VideoState {
  readonly phase: VideoPhase;
  readonly isPaused: boolean;
  readonly isEnded: boolean;
  /** It has run at least once: until then the poster stands there. */
  readonly hasBegun: boolean;
  readonly positionSeconds: number;
  readonly durationSeconds: number;
  /** Until where media is here, from the position on. */
  readonly bufferedSeconds: number;
  readonly rate: number;
  readonly isMuted: boolean;
  /** 0 to 1. */
  readonly volume: number;
  /** Where it went on, for one who had left off there, until they are on their way; 0 for who begins. */
  readonly resumedSeconds: number;
  /** Of the storyboard's WebVTT file, without a signature; undefined where there is none, and until there is leave to read it. */
  readonly storyboardUrl: string | undefined;
}

export const initialVideoState: VideoState = {
  phase: 'connecting',
  isPaused: true,
  isEnded: false,
  hasBegun: false,
  positionSeconds: 0,
  durationSeconds: 0,
  bufferedSeconds: 0,
  rate: 1,
  isMuted: false,
  volume: 1,
  resumedSeconds: 0,
  storyboardUrl: undefined,
};
