/**
 * The contract of one epoch's life, between the session (which owns numbers and the clock) and the media path. An epoch
 * never heals itself: it ends with an outcome, and the session decides what comes next.
 *
 * ```
 * source ──► skip to a keyframe ──► probe ──► encoder ──► fragments ──► packager ──► emit(event)
 *                                     └─ claim(facts) ─► number, first sequence, clock ─┘
 * ```
 */
import type { Logger } from '@kubecast/media/logger';
import type { Source } from '@kubecast/media/state-feed';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import type { TransportSource } from '../ingest/transport-source.ts';
import type { PackagedEvent } from '../packager/packaged-event.ts';
import type { Measurement } from './measurement.ts';
import type { SessionFormat } from './session-format.ts';

/** What is known once the source has been probed and before anything is published. */
export interface EpochFacts {
  readonly source: Source;
  /** The session's format: the one that was given, or the one that this first epoch fixes. */
  readonly format: SessionFormat;
  /** When the first picture of the epoch arrived, Unix milliseconds. */
  readonly firstMediaUnixMs: number;
}

/** The epoch's place in the stream. */
export interface EpochClaim {
  readonly epoch: number;
  /** Media sequence number of the first segment. */
  readonly firstSequence: number;
  /** The program date and time of the first picture, Unix milliseconds; never before the previous epoch's end. */
  readonly anchorUnixMs: number;
}

export interface EpochOptions {
  readonly config: TranscoderConfig;
  readonly source: TransportSource;
  /** Undefined for the first epoch of a session. */
  readonly format: SessionFormat | undefined;
  /**
   * Called once, as soon as the source is known. Encoding goes on meanwhile; events wait for the claim. Rejects when no
   * number can be had: the epoch ends at once and {@link EpochOutcome} is `claimFailed`.
   */
  readonly claim: (facts: EpochFacts) => Promise<EpochClaim>;
  /** Called in order and synchronously; must not throw. */
  readonly emit: (event: PackagedEvent) => void;
  /** Hears what the encoder measures of the source, each second; must not throw. */
  readonly onMeasured?: (measurement: Measurement) => void;
  readonly logger: Logger;
}

/**
 * How an epoch ended. The last, short segment has been emitted in every case in which something was encoded.
 * - `sourceEnded`: the caller left, or the signal was aborted; what had arrived was encoded.
 * - `encoderCrashed`: ffmpeg failed while the source goes on. Run the next epoch on the same source: it starts with the
 *   picture after the last one that was emitted.
 * - `timelineJumped`: the source's timestamps jumped; the source goes on and needs a new epoch.
 * - `pictureChanged`: so did its picture's size, shape or rate.
 * - `videoStopped`: no picture comes any more, though the source goes on. The next epoch waits for a keyframe,
 *   however long that takes.
 * - `audioChanged`: the sound stopped or came back. The next epoch goes on with silence, or with the sound, as after a crash.
 * - `notMpegTs`, `noVideo`, `unsupported`: the source cannot be served, `message` tells the streamer what to send instead.
 * - `claimFailed`: `claim` rejected with `cause`.
 */
export type EpochOutcome =
  | { readonly kind: 'sourceEnded' }
  | { readonly kind: 'encoderCrashed'; readonly message: string }
  | { readonly kind: 'timelineJumped' | 'videoStopped' | 'audioChanged' | 'pictureChanged'; readonly message: string }
  | { readonly kind: 'notMpegTs' | 'noVideo' | 'unsupported'; readonly message: string }
  | { readonly kind: 'claimFailed'; readonly cause: unknown };

/** Serves one epoch; see `run-epoch.ts`. Never rejects for what a source does. */
export type RunEpoch = (options: EpochOptions, signal: AbortSignal) => Promise<EpochOutcome>;
