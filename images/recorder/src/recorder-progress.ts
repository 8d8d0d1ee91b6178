/** Where a recorder stands: one value, which the log tells at every phase and every ten seconds, and `GET /progress` at any time. */
import type { Logger } from '@kubecast/media/logger';
import type { RecorderPhase, RecorderProgress } from '@kubecast/media/recorder-config';

const logEveryMs = 10_000;

/** Of a total; a total of 0 is done. */
const percentOf = (done: number, total: number): number => {
  if (total <= 0) return 100;
  return Math.min(100, Math.max(0, Math.floor((done / total) * 100)));
};

/** Its owner calls `stop`. */
export class ProgressReport {
  readonly #logger: Logger;
  readonly #timer: NodeJS.Timeout;
  #current: RecorderProgress = { phase: 'waiting', percent: 0, message: 'Beginning' };
  #told: RecorderProgress | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#timer = setInterval(() => this.#tell(), logEveryMs);
  }

  get current(): RecorderProgress {
    return this.#current;
  }

  /** A phase begins: `message` is for people, such as `Drawing the pictures`. */
  begin(phase: RecorderPhase, message: string): void {
    this.#current = { phase, percent: 0, message };
    this.#tell();
  }

  /** How far the phase is. */
  advance(done: number, total: number, message: string): void {
    this.#current = { ...this.#current, percent: percentOf(done, total), message };
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.#told !== this.#current) this.#tell();
  }

  #tell(): void {
    const { phase, percent, message } = this.#current;
    this.#told = this.#current;
    this.#logger.info({ phase, percent }, message);
  }
}
