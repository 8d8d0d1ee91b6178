/**
 * Simultaneous requests for one thing become one. The work belongs to all who wait for it: it goes on while one of them
 * is left, whoever began it, and ends when the last has gone.
 */

interface Flight<Value> {
  readonly result: Promise<Value>;
  readonly controller: AbortController;
  waiting: number;
}

export class RequestMerger<Value> {
  readonly #flights = new Map<string, Flight<Value>>();
  readonly #onMerged: () => void;

  /** `onMerged` is called for each request that found one under way. */
  constructor(onMerged: () => void = () => undefined) {
    this.#onMerged = onMerged;
  }

  /**
   * The result of `start` for `key`, shared with everybody who asks before it has settled.
   *
   * @throws the signal's reason when this caller gives up; what `start` rejects with
   */
  async join(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    signal.throwIfAborted();
    const flight = this.#flightFor(key, start);
    flight.waiting += 1;
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = (): void => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([flight.result, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      this.#release(key, flight);
    }
  }

  #flightFor(key: string, start: (signal: AbortSignal) => Promise<Value>): Flight<Value> {
    const running = this.#flights.get(key);
    if (running) {
      this.#onMerged();
      return running;
    }
    const controller = new AbortController();
    const flight: Flight<Value> = { result: start(controller.signal), controller, waiting: 0 };
    this.#flights.set(key, flight);
    const settled = (): void => this.#forget(key, flight);
    flight.result.then(settled, settled);
    return flight;
  }

  #release(key: string, flight: Flight<Value>): void {
    flight.waiting -= 1;
    if (flight.waiting > 0) return;
    this.#forget(key, flight);
    flight.controller.abort(new Error('Nobody waits for this any more'));
  }

  #forget(key: string, flight: Flight<Value>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
