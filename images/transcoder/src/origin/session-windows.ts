/**
 * The window that viewers see. A new session's is shown once all its renditions can be played; until then the last one, which
 * has ended, goes on being answered.
 */
import type { SessionWindow } from './session-window.ts';

/** Holds the session that runs and the one before it. */
export class SessionWindows {
  #current: SessionWindow | undefined;
  #previous: SessionWindow | undefined;

  get current(): SessionWindow | undefined {
    return this.#current;
  }

  /** Undefined: this pod knows of no session. */
  get visible(): SessionWindow | undefined {
    const isPlayable = this.#current?.masterPlaylist() !== undefined;
    return isPlayable ? this.#current : (this.#previous ?? this.#current);
  }

  /** A session begins. */
  begin(window: SessionWindow): void {
    this.#previous = this.visible;
    this.#current = window;
  }

  /** The window of `sessionId`, if it is the current one. */
  of(sessionId: string): SessionWindow | undefined {
    return this.#current?.sessionId === sessionId ? this.#current : undefined;
  }

  renumber(epochs: number, sequences: number): void {
    this.#current?.renumber(epochs, sequences);
    if (this.#previous !== this.#current) this.#previous?.renumber(epochs, sequences);
  }
}
