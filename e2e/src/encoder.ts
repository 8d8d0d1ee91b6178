/** An encoder that publishes in the background of a test. */
import { type PublishOutcome, type PublishSource, publishOnce, type SrtTarget, testPicture } from './srt-publisher.ts';

/** A connection under way. Whoever starts one ends it with `leave`. */
export interface Encoder {
  /** Resolves when the connection is over, by whomever. */
  readonly outcome: Promise<PublishOutcome>;
  /** Leaves as a streamer does, and waits for that. */
  leave(): Promise<PublishOutcome>;
}

/** Starts to publish the test picture, or `source`. */
export const startEncoder = (target: SrtTarget, source: PublishSource = testPicture()): Encoder => {
  const leaving = new AbortController();
  const outcome = publishOnce(target, source, leaving.signal);
  return {
    outcome,
    leave: () => {
      leaving.abort();
      return outcome;
    },
  };
};
