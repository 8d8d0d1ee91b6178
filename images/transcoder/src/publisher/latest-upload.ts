/** Uploads one key of which only the newest version matters: what is offered meanwhile replaces what waits. */
import { type RetryOptions, retry } from '@kubecast/media/retry';

export type PutLatest = (body: Buffer | string) => Promise<void>;

/** Closed at first: what is offered then waits for {@link LatestUpload.open}. */
export class LatestUpload {
  readonly #put: PutLatest;
  readonly #retryOptions: RetryOptions;
  #pending: Buffer | string | undefined;
  #isOpen = false;
  #running: Promise<void> | undefined;

  constructor(put: PutLatest, retryOptions: RetryOptions) {
    this.#put = put;
    this.#retryOptions = retryOptions;
  }

  offer(body: Buffer | string): void {
    this.#pending = body;
    this.#start();
  }

  open(): void {
    this.#isOpen = true;
    this.#start();
  }

  /** Forgets what waits; nothing more is uploaded until it is opened again. */
  close(): void {
    this.#isOpen = false;
    this.#pending = undefined;
  }

  /** Resolves when the newest version is in the bucket, or nothing may be uploaded. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #start(): void {
    if (!this.#isOpen || this.#running || this.#pending === undefined) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      // Something may have been offered after the last look.
      this.#start();
    });
  }

  /** Ends quietly when the retry's signal aborts. */
  async #run(): Promise<void> {
    try {
      while (this.#pending !== undefined) await retry(() => this.#putNewest(), this.#retryOptions);
    } catch {
      this.#pending = undefined;
    }
  }

  async #putNewest(): Promise<void> {
    const body = this.#pending;
    if (body === undefined) return;
    await this.#put(body);
    if (this.#pending === body) this.#pending = undefined;
  }
}
