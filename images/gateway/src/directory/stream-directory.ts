/** Where streams are, as the gateway asks for it. What stands behind it keeps the last known state. */

export interface StreamPod {
  readonly uid: string;
  /** An IP address. */
  readonly host: string;
  /** Its SRT port, UDP. */
  readonly port: number;
}

export type StreamTarget =
  | { readonly kind: 'unknown' }
  /** No pod listens. `isExpected`: one should before long. `stream` names the stream: an id may change, this does not. */
  | { readonly kind: 'away'; readonly stream: string; readonly isExpected: boolean }
  | { readonly kind: 'at'; readonly stream: string; readonly pod: StreamPod };

export interface StreamDirectory {
  /** False while nothing is known yet: no id is `unknown` by then. */
  readonly isUsable: () => boolean;
  readonly find: (streamId: string) => StreamTarget;
  /**
   * False when there is no such pod any more, or it has another address. True as long as it is there in any form, also while it
   * is told to go and still serves; and as long as nobody can know.
   */
  readonly hasPod: (pod: Pick<StreamPod, 'uid' | 'host'>) => boolean;
  /** Calls `listener` after changes, soon. */
  readonly onChange: (listener: () => void) => void;
}
