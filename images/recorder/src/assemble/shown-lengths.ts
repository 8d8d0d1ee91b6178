/** How long each segment is shown, against what its name says: what is less was lost before it came here. */
import type { ListedSegment } from '@kubecast/media/session-rungs';
import { type CutShort, leastGapMs } from '../plan/recording-plan.ts';

/** What a segment added to the video. */
export interface ShownLength {
  /** By which the last picture of the segment before is shown longer; negative for shorter. */
  readonly formerSeconds: number;
  /** Of its own. */
  readonly seconds: number;
}

export class ShownLengths {
  readonly #cutShort: CutShort[] = [];
  #last: { readonly segment: ListedSegment; readonly seconds: number } | undefined;

  add(segment: ListedSegment, { formerSeconds, seconds }: ShownLength): void {
    this.#settle(formerSeconds);
    this.#last = { segment, seconds };
  }

  /** Those that lack as much as a gap. */
  finish(): readonly CutShort[] {
    this.#settle(0);
    this.#last = undefined;
    return this.#cutShort;
  }

  #settle(moreSeconds: number): void {
    if (!this.#last) return;
    const { segment, seconds } = this.#last;
    const { epoch, sequence, durationMs } = segment;
    const lostMs = durationMs - Math.round((seconds + moreSeconds) * 1000);
    if (lostMs >= leastGapMs) this.#cutShort.push({ epoch, sequence, lostMs });
  }
}
