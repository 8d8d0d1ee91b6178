/** Whether the source is as the guide asks (pure): the condition `IngestHealthy` in a pod's words, with what to set in OBS. */
import { ingestReasons } from '@kubecast/crds/conditions';
import type { Source, Verdict } from '@kubecast/media/state-feed';
import type { EpochOutcome } from '../encoder/epoch-contract.ts';

/** What is known of a source while it is served. */
export interface SourceFacts {
  readonly source: Source;
  /** Between the last two keyframes; undefined before there were two. */
  readonly keyframeIntervalSeconds: number | undefined;
  /** True: the source has B-frames. */
  readonly reordered: boolean;
  /** From the end of the last segment, by its own clock, to its being there. */
  readonly encodeLagSeconds: number;
}

export interface IngestRules {
  readonly segmentSeconds: number;
  /** 0: no low latency is asked for, and B-frames do no harm. */
  readonly partMs: number;
  /** Of the highest rendition asked for. */
  readonly ladderHeight: number;
}

type Rule = (facts: SourceFacts, rules: IngestRules) => Verdict | undefined;

const unhealthy = (reason: string, message: string): Verdict => ({ healthy: false, reason, message });

/** A frame more than a segment is no fault. */
const keyframeToleranceSeconds = 0.1;

/** What a steady encoder never reaches: a second or so is the pipeline's own. */
const lagLimitSegments = 3;

const encoderSlow: Rule = ({ encodeLagSeconds }, { segmentSeconds }) =>
  encodeLagSeconds > segmentSeconds * lagLimitSegments
    ? unhealthy(
        ingestReasons.encoderSlow,
        'The node is too slow for the renditions; set a faster encoding.preset, take renditions out, or give the pod more CPU',
      )
    : undefined;

const keyframeInterval: Rule = ({ keyframeIntervalSeconds = 0 }, { segmentSeconds }) => {
  if (keyframeIntervalSeconds <= segmentSeconds + keyframeToleranceSeconds) return undefined;
  const found = keyframeIntervalSeconds.toFixed(1);
  return unhealthy(
    ingestReasons.keyframeInterval,
    `The source sends a keyframe every ${found} s; set OBS → Settings → Output → Keyframe Interval to ${segmentSeconds} s`,
  );
};

const bFrames: Rule = ({ reordered }, { partMs }) =>
  reordered && partMs > 0
    ? unhealthy(
        ingestReasons.bFrames,
        'The source has B-frames, which cost latency; set OBS → Settings → Output → Tune to zerolatency, or B-frames to 0',
      )
    : undefined;

const belowLadder: Rule = ({ source }, { ladderHeight }) => {
  const shortSide = Math.min(source.width, source.height);
  if (shortSide >= ladderHeight) return undefined;
  return unhealthy(
    ingestReasons.belowLadder,
    `The source is ${source.width}x${source.height}, below the highest rendition; ` +
      `set OBS → Settings → Video → Output Resolution to ${ladderHeight} lines, or take higher renditions out of the LiveStream`,
  );
};

const noAudio: Rule = ({ source }) =>
  source.audioCodec === undefined
    ? unhealthy(ingestReasons.noAudio, 'The source has no audio, viewers hear silence; add an audio source in OBS')
    : undefined;

/** The first that finds a fault speaks. */
const rulesInOrder: readonly Rule[] = [encoderSlow, keyframeInterval, bFrames, belowLadder, noAudio];

const asAsked: Verdict = { healthy: true, reason: ingestReasons.asAsked, message: 'The source is as the guide asks' };

/** Before anything came, and after a good source left. */
export const noSource: Verdict = { healthy: true, reason: ingestReasons.noSource, message: 'No encoder is connected' };

/** The verdict on a source that is being served. */
export const ingestVerdict = (facts: SourceFacts, rules: IngestRules): Verdict => {
  for (const rule of rulesInOrder) {
    const verdict = rule(facts, rules);
    if (verdict) return verdict;
  }
  return asAsked;
};

/** What an epoch's end says of its source; undefined for an end that is nobody's fault. */
export const outcomeVerdict = (outcome: EpochOutcome): Verdict | undefined => {
  switch (outcome.kind) {
    case 'notMpegTs':
      return unhealthy(ingestReasons.notMpegTs, outcome.message);
    case 'noVideo':
    case 'unsupported':
      return unhealthy(ingestReasons.noVideo, outcome.message);
    case 'encoderCrashed':
      return unhealthy(ingestReasons.encoderFailed, outcome.message);
    default:
      return undefined;
  }
};
