/** Runs the session's state machine: one state, one timer, and somebody who performs the effects. */
import { advanceSession, type SessionRules } from './advance-session.ts';
import type { SessionEffect, SessionEvent } from './session-event.ts';
import type { SessionState } from './session-state.ts';

/** What the driver does not do itself. */
export type DelegatedEffect = Exclude<SessionEffect, { kind: 'armGrace' | 'disarmGrace' }>;

export interface SessionDriverOptions {
  readonly initial: SessionState;
  readonly rules: SessionRules;
  /** Synchronous: what takes time goes on behind it. */
  readonly perform: (effect: DelegatedEffect) => void;
  /** After each event that changed something, when its effects have been handled. */
  readonly onChange: (state: SessionState) => void;
}

/** The owner calls {@link SessionDriver.close}. */
export class SessionDriver {
  readonly #options: SessionDriverOptions;
  #state: SessionState;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SessionDriverOptions) {
    this.#options = options;
    this.#state = options.initial;
    if (this.#state.phase === 'Reconnecting') this.#arm(this.#state.deadlineMs);
  }

  get state(): SessionState {
    return this.#state;
  }

  dispatch(event: SessionEvent): void {
    const before = this.#state;
    const { state, effects } = advanceSession(before, event, this.#options.rules);
    this.#state = state;
    for (const effect of effects) this.#handle(effect);
    if (state !== before) this.#options.onChange(state);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #handle(effect: SessionEffect): void {
    if (effect.kind === 'armGrace') this.#arm(effect.deadlineMs);
    else if (effect.kind === 'disarmGrace') clearTimeout(this.#timer);
    else this.#options.perform(effect);
  }

  #arm(deadlineMs: number): void {
    clearTimeout(this.#timer);
    const elapse = () => this.dispatch({ kind: 'graceElapsed', atMs: Math.max(Date.now(), deadlineMs) });
    this.#timer = setTimeout(elapse, Math.max(0, deadlineMs - Date.now()));
  }
}
