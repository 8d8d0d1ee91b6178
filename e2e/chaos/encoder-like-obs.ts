/**
 * An encoder with OBS's habits: after a loss it tries again after 2 s, then 1.5 times as long each time, each attempt up to 3 s;
 * a new attempt is a new connection with its timestamps from 0 and a keyframe first.
 */
import { type PublishSource, publishOnce, type SrtTarget } from '../src/srt-publisher.ts';
import { wait } from './wait.ts';

const firstPauseMs = 2_000;
const pauseFactor = 1.5;

/** See the file header. `stop` ends it and its ffmpeg. */
export class EncoderLikeObs {
  readonly #target: SrtTarget;
  #source: PublishSource;
  #life = new AbortController();
  #over: Promise<void>[] = [];

  constructor(target: SrtTarget, source: PublishSource) {
    this.#target = target;
    this.#source = source;
  }

  start(): void {
    this.#over.push(this.#publish(this.#life.signal));
  }

  /** Leaves as a streamer does, waits `awayMs`, and starts again, with another picture when one is given. */
  async restart(awayMs: number, source: PublishSource = this.#source): Promise<void> {
    this.#source = source;
    this.#life.abort();
    this.#life = new AbortController();
    await wait(awayMs, this.#life.signal);
    this.start();
  }

  async stop(): Promise<void> {
    this.#life.abort();
    await Promise.all(this.#over);
  }

  async #publish(signal: AbortSignal): Promise<void> {
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs *= pauseFactor) {
      const { connected } = await publishOnce(this.#target, this.#source, signal);
      if (connected) pauseMs = firstPauseMs;
      await wait(pauseMs, signal);
    }
  }
}
