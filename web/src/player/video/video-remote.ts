/**
 * What stands beside a player reaches it by this: a list of chapters, a link to the moment that is shown. Before the player is
 * there it says that nothing has run yet, and keeps what was last asked for.
 */
import { StateStore } from '../../state/state-store.ts';

export interface RemoteState {
  readonly positionSeconds: number;
}

export class VideoRemote {
  readonly subscribe: StateStore<RemoteState>['subscribe'];
  readonly getSnapshot: () => RemoteState;
  readonly #store = new StateStore<RemoteState>({ positionSeconds: 0 });
  #seek: ((seconds: number) => void) | undefined;
  /** Asked for before there was a player. */
  #wantedSeconds: number | undefined;

  constructor() {
    this.subscribe = this.#store.subscribe;
    this.getSnapshot = this.#store.getSnapshot;
  }

  /** Shows that moment, and plays. */
  seekTo(seconds: number): void {
    if (this.#seek) this.#seek(seconds);
    else this.#wantedSeconds = seconds;
  }

  /** A player takes orders until it calls what it gets. */
  attach(seek: (seconds: number) => void): () => void {
    this.#seek = seek;
    if (this.#wantedSeconds !== undefined) seek(this.#wantedSeconds);
    this.#wantedSeconds = undefined;
    return () => {
      if (this.#seek === seek) this.#seek = undefined;
    };
  }

  /** For the player: where it is. */
  tell(positionSeconds: number): void {
    this.#store.update({ positionSeconds });
  }
}
