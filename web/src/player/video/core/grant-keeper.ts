/**
 * Keeps leave to watch a video: asks for a grant, and for the next one long before it ends. Playback goes on meanwhile: the media
 * element reads one unchanging address, and the browser sends with it whichever cookie is the latest. While nobody watches
 * nothing is asked for; what is due then is asked for when somebody is back.
 */
import { ApiProblem, isProblem } from '../../../api/api-problem.ts';
import type { VideoGrant } from '../../../api/generated/schemas.ts';
import { callAfter, lifeWithin } from '../../core/timing.ts';
import { renewalDelayMs, retryDelayMs } from '../model/renewal.ts';

export interface GrantKeeperOptions {
  /** Throws ApiProblem. */
  readonly request: (signal: AbortSignal) => Promise<VideoGrant>;
  /** Whether nobody watches. */
  readonly isIdle: () => boolean;
  readonly onGrant: (grant: VideoGrant) => void;
  /** The api refuses it for good. Nothing is asked for any more. */
  readonly onGone: () => void;
  /** It will be asked again. */
  readonly onFailure: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** A request that nobody answers is given up, as one over a connection that a sleeping laptop has lost. */
const patienceMs = 15_000;

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

/** See the file header. Asks for nothing by itself before the first {@link renew}. */
export class GrantKeeper {
  readonly #options: GrantKeeperOptions;
  #isDue = false;
  /** Of the request that is under way. */
  #asking: AbortController | undefined;
  #isGone = false;
  #failures = 0;
  #timer = new AbortController();

  constructor(options: GrantKeeperOptions) {
    this.#options = options;
  }

  /** Asks now. Whoever asks while an answer is awaited gets that one. */
  renew(): void {
    if (!this.#asking) this.insist();
  }

  /** The same for who does not wait for an answer that is awaited. */
  insist(): void {
    const { signal } = this.#options;
    if (this.#isGone || signal.aborted) return;
    const before = this.#asking;
    this.#asking = lifeWithin(signal);
    before?.abort();
    this.#timer.abort();
    void this.#ask(this.#asking);
  }

  /** Somebody watches again, or the connection is back: asks for what is due. */
  wake(): void {
    if (this.#isDue && !this.#options.isIdle()) this.renew();
  }

  async #ask(asking: AbortController): Promise<void> {
    const { request, signal } = this.#options;
    callAfter(patienceMs, asking.signal, () => asking.abort());
    const outcome = Promise.race([request(asking.signal), untilAborted(asking.signal)]);
    const answer = await outcome.catch((error: unknown) => ({ error }));
    if (signal.aborted || this.#asking !== asking) return;
    this.#asking = undefined;
    asking.abort();
    if ('error' in answer) this.#fail(answer.error);
    else this.#take(answer);
  }

  #take(grant: VideoGrant): void {
    this.#failures = 0;
    this.#isDue = false;
    this.#wakeAfter(renewalDelayMs(grant.renewAfterSeconds));
    this.#options.onGrant(grant);
  }

  #fail(error: unknown): void {
    this.#isGone = isProblem(error, 'NotFound');
    if (this.#isGone) this.#options.onGone();
    else this.#askLater(error);
  }

  #askLater(error: unknown): void {
    this.#failures += 1;
    this.#isDue = true;
    this.#wakeAfter(retryDelayMs(this.#failures, error instanceof ApiProblem ? error.retryAfterSeconds : undefined));
    this.#options.onFailure(error);
  }

  #wakeAfter(delayMs: number): void {
    this.#timer = lifeWithin(this.#options.signal);
    callAfter(delayMs, this.#timer.signal, () => {
      this.#isDue = true;
      this.wake();
    });
  }
}
