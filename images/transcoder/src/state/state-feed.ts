/** The state feed's sending side (`@kubecast/media/state-feed` has the contract): Server-Sent Events. */
import type { ServerResponse } from 'node:http';
import type { TranscoderState } from '@kubecast/media/state-feed';

const commentEveryMs = 5_000;
const retryMs = 1_000;

/** One state, any number of listeners. The owner calls {@link StateFeed.close}. */
export class StateFeed {
  readonly #listeners = new Set<ServerResponse>();
  readonly #timer: NodeJS.Timeout;
  #state: TranscoderState;
  #event: string;

  constructor(initial: TranscoderState) {
    this.#state = initial;
    this.#event = eventOf(initial);
    this.#timer = setInterval(() => this.#send(':\n\n'), commentEveryMs);
  }

  get state(): TranscoderState {
    return this.#state;
  }

  /** Sends the whole state to every listener, if it differs from the last one. */
  set(state: TranscoderState): void {
    const event = eventOf(state);
    if (event === this.#event) return;
    this.#state = state;
    this.#event = event;
    this.#send(event);
  }

  /** Answers a request with the feed: the state now, and each change until the listener leaves. */
  attach(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`retry: ${retryMs}\n\n${this.#event}`);
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
  }

  close(): void {
    clearInterval(this.#timer);
    for (const response of this.#listeners) response.end();
  }

  #send(text: string): void {
    for (const response of this.#listeners) response.write(text);
  }
}

const eventOf = (state: TranscoderState): string => `event: state\ndata: ${JSON.stringify(state)}\n\n`;
