/**
 * What a player is doing: one snapshot, made by the core, shown by whatever page is around it.
 *
 *     connecting ──► playing ◄──► buffering, reconnecting, disconnected
 *         ▲  └─► offline, private, notFound (asked again by itself)
 *         └────────┘
 */
import type { DvrWindow } from './dvr-window.ts';

export type PlayerPhase =
  | 'connecting'
  /** The stream exists and has not been live yet. */
  | 'offline'
  | 'private'
  | 'notFound'
  | 'playing'
  /** The viewer's line is slow. */
  | 'buffering'
  /** Nothing more to play: the encoder is away, or a server on the way. */
  | 'reconnecting'
  /** Nobody answers: the viewer's own connection, or so it looks. */
  | 'disconnected'
  /** This browser plays no HLS. */
  | 'unsupported';

/** A rung of the ladder; `index` is the engine's own. */
export interface QualityOption {
  readonly index: number;
  /** `720p`. */
  readonly name: string;
  readonly height: number;
}

export type QualityChoice = 'auto' | number;

export interface PlayerState {
  readonly phase: PlayerPhase;
  /** Absent until a playlist is here. */
  readonly window: DvrWindow | undefined;
  /** Highest first; empty where the engine lets nobody choose. */
  readonly qualities: readonly QualityOption[];
  readonly qualityChoice: QualityChoice;
  /** The rung on the screen. */
  readonly activeQuality: number | undefined;
  /** The stream that had ended is live anew. */
  readonly isLiveAgain: boolean;
  /** The viewer is, or would be without an interruption, at the live edge: an interruption ends there, not where it began. */
  readonly followsLive: boolean;
  /** What the viewer wants; `isPaused` is what the video does, which loses it with each engine. */
  readonly wantsToPlay: boolean;
  readonly isPaused: boolean;
  readonly isMuted: boolean;
  /** The browser lets it play without sound alone, until the viewer presses something. */
  readonly isSilenced: boolean;
  /** 0 to 1. */
  readonly volume: number;
  /** How far the picture is behind what arrives at the transcoder; undefined where that is unknown. */
  readonly latencySeconds: number | undefined;
}

export const initialPlayerState: PlayerState = {
  phase: 'connecting',
  window: undefined,
  qualities: [],
  qualityChoice: 'auto',
  activeQuality: undefined,
  isLiveAgain: false,
  followsLive: true,
  wantsToPlay: true,
  isPaused: true,
  isMuted: false,
  isSilenced: false,
  volume: 1,
  latencySeconds: undefined,
};
