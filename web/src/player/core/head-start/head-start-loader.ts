/** hls.js's own loader, but for what is on its way already (head-start.ts). */
import {
  type LoaderCallbacks,
  type LoaderConfiguration,
  type LoaderContext,
  type LoaderResponse,
  XhrLoader,
} from 'hls.js';
import { type EarlyAnswer, takeEarlyAnswer } from './head-start.ts';

const responseOf = ({ responseType }: LoaderContext, { url, body }: EarlyAnswer): LoaderResponse => ({
  url,
  data: responseType === 'arraybuffer' ? body : new TextDecoder().decode(body),
  code: 200,
});

/** See the file header. What failed or is too old is asked for anew. */
export class HeadStartLoader extends XhrLoader {
  #early: EarlyAnswer | undefined;
  /** While an early answer is waited for: tells that nobody wants it any more. */
  #giveUp: (() => void) | undefined;

  override load(context: LoaderContext, config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
    const answer = context.rangeEnd ? undefined : takeEarlyAnswer(context.url);
    const ask = (): void => super.load(context, config, callbacks);
    if (!answer) {
      ask();
      return;
    }
    this.#giveUp = () => callbacks.onAbort?.(this.stats, context, null);
    const goOn = (call: () => void): void => {
      if (!this.#giveUp) return;
      this.#giveUp = undefined;
      call();
    };
    answer.then(
      (early) => goOn(() => this.#hand(early, context, callbacks)),
      () => goOn(ask),
    );
  }

  override abort(): void {
    const giveUp = this.#giveUp;
    this.#giveUp = undefined;
    super.abort();
    giveUp?.();
  }

  override destroy(): void {
    this.#giveUp = undefined;
    super.destroy();
  }

  /** In seconds, as of a proxy: from it hls.js knows how far the end of the stream has gone on. */
  override getCacheAge(): number | null {
    return this.#early ? (performance.now() - this.#early.endMs) / 1_000 : super.getCacheAge();
  }

  /** With the times that it took, from which hls.js learns how fast the line is. */
  #hand(early: EarlyAnswer, context: LoaderContext, callbacks: LoaderCallbacks<LoaderContext>): void {
    this.#early = early;
    const { askedMs: start, firstByteMs: first, endMs: end, body } = early;
    Object.assign(this.stats.loading, { start, first, end });
    this.stats.loaded = body.byteLength;
    this.stats.total = body.byteLength;
    callbacks.onSuccess(responseOf(context, early), this.stats, context, null);
  }
}
