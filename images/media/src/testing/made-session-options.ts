/** What to make: the options of `made-session.ts`. */
import type { StreamName } from '../keys.ts';
import type { ObjectStore } from '../object-store.ts';
import type { MadeRendition } from './encode-epoch.ts';

export interface MadeEpochOptions {
  /** Of media; a whole number of frames. */
  readonly seconds: number;
  /** Without media before this epoch; 0 when not given. May be negative: it begins before the former one ends. */
  readonly afterGapSeconds?: number;
  /** Numbers that a lost pod may have announced before this epoch, and that never got media. */
  readonly skippedNumbers?: number;
  /** Claimant in the log; `made-pod` when not given. */
  readonly podUid?: string;
  /** More options for libx264: other parameter sets. */
  readonly encoderOptions?: readonly string[];
}

export interface MadeSessionOptions {
  /** The bucket `live-segments`. */
  readonly store: ObjectStore;
  readonly stream: StreamName;
  readonly epochs: readonly MadeEpochOptions[];
  /** When its first picture was taken, Unix milliseconds; 15 January 2027 when not given. */
  readonly startUnixMs?: number;
  /** Last part of the session's id. */
  readonly suffix?: string;
  /** Highest first; one of 360p when not given. */
  readonly renditions?: readonly MadeRendition[];
  /** Whole frames a second, 30. */
  readonly frameRate?: number;
  /** 2. */
  readonly segmentSeconds?: number;
  /** 200; 0 for half-second fragments. */
  readonly partMs?: number;
  readonly recording?: boolean;
  /** False: the log has no end of it. */
  readonly ended?: boolean;
  /** Number of the first epoch, 1, and of the first segment, 0. */
  readonly firstEpoch?: number;
  readonly firstSequence?: number;
  readonly liveStreamUid?: string;
  /**
   * True: only the first 9 s or so of an epoch are encoded, and the rest repeats them with names and times of their own. Hours in
   * seconds, at a real bit rate; frame numbers repeat too, the last segment is whole, and sound at
   * the seams may be a frame short.
   */
  readonly repeated?: boolean;
  /** How often its segments' uploads overlap; 4. */
  readonly uploads?: number;
}

const defaultRendition: MadeRendition = { name: '360p', width: 640, height: 360, videoBitrateKbps: 700 };

/** 15 January 2027, 08:00 UTC. */
const defaultStartUnixMs = 1_800_000_000_000;

/** What is made when nothing is asked for. */
export const madeSessionDefaults = {
  startUnixMs: defaultStartUnixMs,
  suffix: 'made',
  renditions: [defaultRendition],
  frameRate: 30,
  segmentSeconds: 2,
  partMs: 200,
  recording: true,
  ended: true,
  firstEpoch: 1,
  firstSequence: 0,
  liveStreamUid: 'made-livestream',
  repeated: false,
  uploads: 4,
} as const;

/** All that was asked for, and the defaults. */
export type SettledSession = Required<MadeSessionOptions>;
