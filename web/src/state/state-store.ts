/** A snapshot and whoever wants to hear of its changes: the shape that `useSyncExternalStore` and plain pages both take. */
export class StateStore<State extends object> {
  readonly #listeners = new Set<() => void>();
  #snapshot: State;

  constructor(initial: State) {
    this.#snapshot = initial;
  }

  readonly getSnapshot = (): State => this.#snapshot;

  /** Returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes over what differs; nobody is called when nothing does. */
  update(patch: Partial<State>): void {
    const next = { ...this.#snapshot, ...patch };
    const keys = Object.keys(patch) as (keyof State)[];
    if (keys.every((key) => Object.is(next[key], this.#snapshot[key]))) return;
    this.#snapshot = next;
    for (const listener of this.#listeners) listener();
  }
}
