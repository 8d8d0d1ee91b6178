/** What happens to a session, and what the agent has to do about it. Times are Unix milliseconds. */
import type { Source } from '@kubecast/media/state-feed';
import type { SessionFormat } from '../encoder/session-format.ts';
import type { Session } from './session-state.ts';

/** What the bucket says of a stream at one moment. */
export interface LogSnapshot {
  /** The epoch log's last number, 0 for none. */
  readonly lastEpoch: number;
  /** The number that the next segment may have at the earliest. */
  readonly nextSequence: number;
  /** End of the newest segment by its own name; 0 for none. */
  readonly lastEndMs: number;
  /** The session that nobody has ended yet. */
  readonly open?: OpenSession;
}

/** A session in the log without an end. `resumable` is absent when another stream uid or an unknown format forbids it. */
export interface OpenSession {
  readonly id: string;
  /** When its last media was stored, by our clock. */
  readonly lastMediaMs: number;
  /** True: the pod that served it has gone in good order, and will announce nothing more. */
  readonly closed: boolean;
  /** True when its last epoch wanted a Recording. */
  readonly recording: boolean;
  readonly resumable?: Session;
}

export type SessionEvent =
  /** A source is decodable: an epoch could begin. `newSessionId` is taken when a session begins with it. */
  | {
      readonly kind: 'mediaStarted';
      readonly atMs: number;
      readonly newSessionId: string;
      readonly source: Source;
      readonly format: SessionFormat;
    }
  /** A segment is about to be announced. */
  | { readonly kind: 'segmentClosed'; readonly sequence: number; readonly endMs: number }
  /** The running epoch is over. `crashed`: the encoder is still connected and its successor is on the way. */
  | { readonly kind: 'epochEnded'; readonly atMs: number; readonly cause: 'dropped' | 'crashed' }
  | { readonly kind: 'graceElapsed'; readonly atMs: number }
  | { readonly kind: 'logRead'; readonly atMs: number; readonly log: LogSnapshot }
  /** Another pod owns a number that we wanted, or a later one. */
  | { readonly kind: 'laterClaim' }
  | { readonly kind: 'endRequested'; readonly atMs: number }
  | { readonly kind: 'shutdown' };

export type SessionEffect =
  /**
   * Give this number to the epoch that asks. Claiming and uploading follow behind; media does not wait. `takesOver`: what came before
   * was announced by somebody of whom only the bucket tells.
   */
  | {
      readonly kind: 'beginEpoch';
      readonly session: Session;
      readonly epoch: number;
      readonly firstSequence: number;
      readonly anchorMs: number;
      readonly takesOver: boolean;
    }
  | { readonly kind: 'refuseEpoch' }
  /** End the caller's connection; `epochEnded` follows once the last, short segment is out. */
  | { readonly kind: 'disconnectEncoder' }
  /** Send `graceElapsed` at the deadline, and forget any earlier one. */
  | { readonly kind: 'armGrace'; readonly deadlineMs: number }
  | { readonly kind: 'disarmGrace' }
  /** Close the playlists; claim `epoch` as the session's end behind everything that is still to be uploaded. */
  | {
      readonly kind: 'endSession';
      readonly sessionId: string;
      readonly epoch: number;
      readonly firstSequence: number;
      readonly takesOver: boolean;
    }
  /** Rebuild the window of a session that another pod served. */
  | { readonly kind: 'adoptSession'; readonly session: Session }
  /** Add to all numbers given out so far: none of them has left this pod's origin. */
  | { readonly kind: 'renumber'; readonly epochs: number; readonly sequences: number }
  /** Read the log again and answer with `logRead`. */
  | { readonly kind: 'readLog' }
  /** `superseded`: publish nothing more. `shutdown`: upload what there is. Then end the process. */
  | { readonly kind: 'retire'; readonly reason: 'shutdown' | 'superseded' };

/** The outcome of one event. */
export interface Transition<State> {
  readonly state: State;
  readonly effects: readonly SessionEffect[];
}
