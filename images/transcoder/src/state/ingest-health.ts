/** Keeps the verdict on the source: of the caller that is served, or what the last one was told. */
import type { Verdict } from '@kubecast/media/state-feed';
import type { EpochOutcome } from '../encoder/epoch-contract.ts';
import type { Measurement } from '../encoder/measurement.ts';
import type { SrtStatistics } from '../ingest/srt-statistics.ts';
import type { IngestFacts } from './ingest-facts.ts';
import { type Encoding, IngestObservation, type ObservedCaller } from './ingest-observation.ts';
import type { IngestDemands } from './ingest-rule.ts';
import { type Fault, IngestJudge, noSource, outcomeFault, verdictOf } from './ingest-verdict.ts';

/** The last look at a source. */
interface Look {
  readonly facts: IngestFacts;
  /** Encoded pictures a second of late; undefined while unknown. */
  readonly encodedPerSecond: number | undefined;
}

/** What metrics are made of. */
export interface IngestReport {
  /** Undefined while no epoch runs. */
  readonly look: Look | undefined;
  /** What SRT said last; undefined without a caller, or before it has said anything. */
  readonly line: SrtStatistics | undefined;
  /** Those of the verdict, the worst first. */
  readonly faults: readonly Fault[];
}

interface Caller {
  readonly source: ObservedCaller;
  readonly observation: IngestObservation;
  readonly judge: IngestJudge;
}

/** An encoder's failure is mended at once, which nobody would see. */
const failureShownMs = 10_000;

/** The same source goes on under the next epoch: what was said of it still holds. */
const goesOn = ({ kind }: EpochOutcome): boolean => ['timelineJumped', 'audioChanged', 'pictureChanged'].includes(kind);

/** One for the agent. Clocks are in milliseconds. */
export class IngestHealth {
  readonly #demands: IngestDemands;
  #caller: Caller | undefined;
  #verdict: Verdict = noSource;
  #faults: readonly Fault[] = [];
  #look: Look | undefined;
  #line: SrtStatistics | undefined;
  #failure: { readonly fault: Fault; readonly untilMs: number } | undefined;

  constructor(demands: IngestDemands) {
    this.#demands = demands;
  }

  get verdict(): Verdict {
    return this.#verdict;
  }

  /** Numbers are of the caller that is there; faults stand as long as the verdict does. */
  get report(): IngestReport {
    return { look: this.#look, line: this.#line, faults: this.#faults };
  }

  connect(source: ObservedCaller): void {
    this.#line = undefined;
    this.#beginAnew(source);
  }

  /** What SRT says of the caller's line. */
  noteLine(statistics: SrtStatistics, nowMs = Date.now()): void {
    if (!this.#caller) return;
    this.#line = statistics;
    this.#caller.observation.noteLine(statistics, nowMs);
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
    this.#look = { facts, encodedPerSecond: observation.encodedPerSecond };
    this.#faults = [...this.#failureAt(nowMs), ...judge.judge(facts, nowMs)];
    this.#verdict = verdictOf(this.#faults);
  }

  /** An epoch is over: its fault is the verdict until another epoch runs, and a failed encoder's for seconds longer. */
  end(outcome: EpochOutcome, nowMs = Date.now()): void {
    this.#look = undefined;
    if (goesOn(outcome)) return;
    const fault = outcomeFault(outcome);
    this.#faults = fault ? [fault] : [];
    this.#verdict = fault ? verdictOf([fault]) : noSource;
    if (fault && outcome.kind === 'encoderCrashed') this.#failure = { fault, untilMs: nowMs + failureShownMs };
    // What was missing while it was away is not held against it.
    if (outcome.kind === 'videoStopped' && this.#caller) this.#beginAnew(this.#caller.source);
  }

  disconnect(): void {
    this.#caller = undefined;
    this.#look = undefined;
    this.#line = undefined;
  }

  #beginAnew(source: ObservedCaller): void {
    this.#caller = { source, observation: new IngestObservation(source), judge: new IngestJudge(this.#demands) };
    this.#failure = undefined;
  }

  #failureAt(nowMs: number): readonly Fault[] {
    return this.#failure && nowMs < this.#failure.untilMs ? [this.#failure.fault] : [];
  }
}
