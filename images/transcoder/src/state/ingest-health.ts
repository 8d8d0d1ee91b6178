/** Keeps the verdict on the source: of the caller that is served, or what the last one was told. */
import type { Source, Verdict } from '@kubecast/media/state-feed';
import type { EpochOutcome } from '../encoder/epoch-contract.ts';
import type { TransportSource } from '../ingest/transport-source.ts';
import { type IngestRules, ingestVerdict, noSource, outcomeVerdict } from './ingest-verdict.ts';

/** One for the agent. */
export class IngestHealth {
  readonly #rules: IngestRules;
  #caller: TransportSource | undefined;
  #verdict: Verdict = noSource;
  #longestIntervalSeconds = 0;

  constructor(rules: IngestRules) {
    this.#rules = rules;
  }

  get verdict(): Verdict {
    return this.#verdict;
  }

  connect(caller: TransportSource): void {
    this.#caller = caller;
    this.#longestIntervalSeconds = 0;
  }

  /** While an epoch runs; the longest distance of keyframes counts, so that the verdict does not flap. */
  observe(source: Source, encodeLagSeconds: number): void {
    if (!this.#caller) return;
    const { keyframeIntervalSeconds = 0, timing } = this.#caller;
    this.#longestIntervalSeconds = Math.max(this.#longestIntervalSeconds, keyframeIntervalSeconds);
    const { reordered } = timing;
    const longest = { keyframeIntervalSeconds: this.#longestIntervalSeconds };
    this.#verdict = ingestVerdict({ source, ...longest, reordered, encodeLagSeconds }, this.#rules);
  }

  /** An epoch is over: its fault is the verdict until another source comes. */
  end(outcome: EpochOutcome): void {
    this.#verdict = outcomeVerdict(outcome) ?? noSource;
  }

  disconnect(): void {
    this.#caller = undefined;
  }
}
