/** Keeps the verdict on the source: of the caller that is served, or what the last one was told. */
import type { Verdict } from '@kubecast/media/state-feed';
import type { EpochOutcome } from '../encoder/epoch-contract.ts';
import type { Measurement } from '../encoder/measurement.ts';
import type { SrtStatistics } from '../ingest/srt-statistics.ts';
import type { IngestFacts } from './ingest-facts.ts';
import { type Encoding, IngestObservation, type ObservedCaller } from './ingest-observation.ts';
import type { IngestDemands } from './ingest-rule.ts';
import { type Fault, IngestJudge, noSource, outcomeVerdict, verdictOf } from './ingest-verdict.ts';

/** What metrics are made of. */
export interface IngestReport {
  readonly facts: IngestFacts;
  /** Encoded pictures a second of late; undefined while unknown. */
  readonly encodedPerSecond: number | undefined;
  readonly faults: readonly Fault[];
}

interface Caller {
  readonly source: ObservedCaller;
  readonly observation: IngestObservation;
  readonly judge: IngestJudge;
}

/** The same source goes on under the next epoch: what was said of it still holds. */
const goesOn = ({ kind }: EpochOutcome): boolean => ['timelineJumped', 'audioChanged', 'pictureChanged'].includes(kind);

/** One for the agent. Clocks are in milliseconds. */
export class IngestHealth {
  readonly #demands: IngestDemands;
  #caller: Caller | undefined;
  #verdict: Verdict = noSource;
  #report: IngestReport | undefined;

  constructor(demands: IngestDemands) {
    this.#demands = demands;
  }

  get verdict(): Verdict {
    return this.#verdict;
  }

  /** Of the last look at a caller that is there; undefined without one. */
  get report(): IngestReport | undefined {
    return this.#report;
  }

  connect(source: ObservedCaller): void {
    this.#caller = { source, observation: new IngestObservation(source), judge: new IngestJudge(this.#demands) };
  }

  /** What SRT says of the caller's line. */
  noteLine(statistics: SrtStatistics, nowMs = Date.now()): void {
    this.#caller?.observation.noteLine(statistics, nowMs);
  }

  /** What the encoder measures of the caller's pictures and sound. */
  noteContent(measurement: Measurement, nowMs = Date.now()): void {
    this.#caller?.observation.noteContent(measurement, nowMs);
  }

  /** While an epoch runs, once a second. */
  observe(encoding: Encoding, nowMs = Date.now()): void {
    if (!this.#caller) return;
    const { observation, judge } = this.#caller;
    const facts = observation.look(encoding, nowMs);
    const faults = judge.judge(facts, nowMs);
    this.#report = { facts, encodedPerSecond: observation.encodedPerSecond, faults };
    this.#verdict = verdictOf(faults);
  }

  /** An epoch is over: its fault is the verdict until another epoch runs. */
  end(outcome: EpochOutcome): void {
    this.#verdict = outcomeVerdict(outcome) ?? (goesOn(outcome) ? this.#verdict : noSource);
    // What was missing while it was away is not held against it.
    if (outcome.kind === 'videoStopped' && this.#caller) this.connect(this.#caller.source);
  }

  disconnect(): void {
    this.#caller = undefined;
    this.#report = undefined;
  }
}
