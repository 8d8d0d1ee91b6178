/** Whether the source is as the guide asks: the condition `IngestHealthy` in a pod's words, with what to set in OBS. */
import { ingestReasons } from '@kubecast/crds/conditions';
import type { Verdict } from '@kubecast/media/state-feed';
import type { EpochOutcome } from '../encoder/epoch-contract.ts';
import { blackPicture, frozenPicture, silence } from './content-rules.ts';
import {
  bitrateDrop,
  encoderSlow,
  frameRateDrop,
  frameRateUnsteady,
  lossyLine,
  packetsDropped,
} from './delivery-rules.ts';
import { FaultLatch } from './fault-latch.ts';
import type { IngestFacts } from './ingest-facts.ts';
import type { IngestDemands, IngestRule } from './ingest-rule.ts';
import { belowLadder, bFrames, keyframeInterval, noAudio } from './source-rules.ts';

/** Whoever comes first gives the verdict its reason: what viewers suffer most from, then what a setting would improve. */
export const ingestRules: readonly IngestRule[] = [
  encoderSlow,
  packetsDropped,
  frameRateDrop,
  blackPicture,
  noAudio,
  frozenPicture,
  silence,
  bitrateDrop,
  keyframeInterval,
  bFrames,
  belowLadder,
  lossyLine,
  frameRateUnsteady,
];

/** Every reason that says that something is wrong. */
export const faultReasons: readonly Fault['reason'][] = Object.values(ingestReasons).filter(
  (reason) => reason !== ingestReasons.asAsked && reason !== ingestReasons.noSource,
);

const asAsked: Verdict = { healthy: true, reason: ingestReasons.asAsked, message: 'The source is as the guide asks' };

/** Before anything came, and after a good source left. */
export const noSource: Verdict = { healthy: true, reason: ingestReasons.noSource, message: 'No encoder is connected' };

/** A rule's fault while it lasts, or an epoch's end. */
export interface Fault {
  readonly reason: IngestRule['reason'];
  readonly message: string;
}

/** Every rule with its memory; one for each caller. */
export class IngestJudge {
  readonly #demands: IngestDemands;
  readonly #latches = ingestRules.map((rule) => ({ rule, latch: new FaultLatch(rule) }));

  constructor(demands: IngestDemands) {
    this.#demands = demands;
  }

  /** The faults that there are now, the worst first. */
  judge(facts: IngestFacts, nowMs: number): readonly Fault[] {
    return this.#latches.flatMap(({ rule, latch }) => {
      const message = latch.observe(rule.judge(facts, this.#demands), nowMs);
      return message === undefined ? [] : [{ reason: rule.reason, message }];
    });
  }
}

/** The worst fault is the reason; the message has the others too, so that all can be mended at once. */
export const verdictOf = (faults: readonly Fault[]): Verdict => {
  const [worst] = faults;
  if (!worst) return asAsked;
  const message = faults.map((fault) => fault.message).join('. Also: ');
  return { healthy: false, reason: worst.reason, message };
};

/** What an epoch's end says of its source; undefined for an end that is nobody's fault. */
export const outcomeFault = (outcome: EpochOutcome): Fault | undefined => {
  switch (outcome.kind) {
    case 'notMpegTs':
      return { reason: ingestReasons.notMpegTs, message: outcome.message };
    case 'noVideo':
    case 'unsupported':
      return { reason: ingestReasons.noVideo, message: outcome.message };
    case 'videoStopped':
      return { reason: ingestReasons.videoStopped, message: outcome.message };
    case 'encoderCrashed':
      return { reason: ingestReasons.encoderFailed, message: outcome.message };
    default:
      return undefined;
  }
};
