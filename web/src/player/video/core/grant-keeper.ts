/**
 * Keeps leave to watch a video: asks for a grant, and for the next one long before it ends. Playback goes on meanwhile: the media
 * element reads one unchanging address, and the browser sends with it whichever cookie is the latest. While nobody watches (hidden
 * and paused) nothing is asked for; what is due then is asked for when somebody is back.
 */
import { ApiProblem, isProblem } from '../../../api/api-problem.ts';
import type { VideoGrant } from '../../../api/generated/schemas.ts';
import { callAfter } from '../../core/timing.ts';
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

/** See the file header. Asks for nothing by itself before the first {@link renew}. */
export class GrantKeeper {
  readonly #options: GrantKeeperOptions;
  #isDue = false;
  #isAsking = false;
  #isGone = false;
  #failures = 0;
  #timer = new AbortController();

  constructor(options: GrantKeeperOptions) {
    this.#options = options;
  }

  /** Asks now. Whoever asks while an answer is awaited gets that one. */
  renew(): void {
    if (this.#isAsking || this.#isGone || this.#options.signal.aborted) return;
    this.#isAsking = true;
    this.#timer.abort();
    void this.#ask();
  }

  /** Somebody watches again, or the connection is back: asks for what is due. */
  wake(): void {
    if (this.#isDue && !this.#options.isIdle()) this.renew();
  }

  async #ask(): Promise<void> {
    const { request, signal } = this.#options;
    const answer = await request(signal).catch((error: unknown) => ({ error }));
    this.#isAsking = false;
    if (signal.aborted) return;
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
    this.#timer = new AbortController();
    callAfter(delayMs, AbortSignal.any([this.#timer.signal, this.#options.signal]), () => {
      this.#isDue = true;
      this.wake();
    });
  }
}
