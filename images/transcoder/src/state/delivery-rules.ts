/** Rules on how steadily media arrives, and whether this pod keeps up with it. */
import { ingestReasons } from '@kubecast/crds/conditions';
import { stillLumaChange } from './content-rules.ts';
import type { LineFacts } from './ingest-facts.ts';
import type { IngestRule } from './ingest-rule.ts';

/** What a steady encoder never reaches: a second or so is the pipeline's own. */
const lagLimitSegments = 3;
const frameRateDropRatio = 0.75;
const bitrateDropRatio = 0.4;
/** One packet in a thousand holds a piece of every picture or two. */
const droppedRatioLimit = 0.001;
const lostRatioLimit = 0.02;
/** What Haivision's guide for SRT asks for on a bad line. */
const latencyRoundTrips = 4;
const minimumLatencyMs = 200;

export const encoderSlow: IngestRule = {
  reason: ingestReasons.encoderSlow,
  raiseAfterSeconds: 0,
  clearAfterSeconds: 10,
  judge: ({ encodeLagSeconds, encoderHeldUp }, { segmentSeconds }) =>
    encoderHeldUp && encodeLagSeconds > segmentSeconds * lagLimitSegments
      ? 'The node is too slow for the renditions; set a faster encoding.preset, take renditions out, or give the pod more CPU'
      : undefined,
};

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

const latencyAdvice = ({ roundTripMs }: LineFacts): string => {
  const latencyMs = Math.max(minimumLatencyMs, Math.ceil((roundTripMs * latencyRoundTrips) / 100) * 100);
  return `set latency=${latencyMs * 1000} (microseconds) or more in the server URL in OBS, or lower its bitrate`;
};

export const packetsDropped: IngestRule = {
  reason: ingestReasons.packetsDropped,
  raiseAfterSeconds: 0,
  clearAfterSeconds: 15,
  judge: ({ line }) =>
    line && line.droppedRatio > droppedRatioLimit
      ? `The line loses ${percent(line.droppedRatio)} of the packets for good, picture and sound have holes; ${latencyAdvice(line)}`
      : undefined,
};

export const lossyLine: IngestRule = {
  reason: ingestReasons.lossyLine,
  raiseAfterSeconds: 5,
  clearAfterSeconds: 15,
  judge: ({ line }) =>
    line && line.lostRatio > lostRatioLimit
      ? `The line loses ${percent(line.lostRatio)} of the packets, which SRT asks for again; ${latencyAdvice(line)}`
      : undefined,
};

export const frameRateDrop: IngestRule = {
  reason: ingestReasons.frameRateDrop,
  raiseAfterSeconds: 3,
  clearAfterSeconds: 10,
  judge: ({ framesPerSecond, source: { frameRate } }) =>
    framesPerSecond !== undefined && framesPerSecond < frameRate * frameRateDropRatio
      ? `The source sends far fewer than its ${frameRate} frames a second; OBS is overloaded (View → Stats): ` +
        'set a faster CPU Usage Preset or a hardware encoder, or lower the Output Resolution'
      : undefined,
};

export const frameRateUnsteady: IngestRule = {
  reason: ingestReasons.frameRateUnsteady,
  raiseAfterSeconds: 10,
  clearAfterSeconds: 10,
  judge: ({ steady }) =>
    steady
      ? undefined
      : 'The source’s frame rate is not steady, pictures will judder; set one of OBS → Settings → Video → ' +
        'Common FPS Values, and look at View → Stats for skipped frames',
};

/** A picture that stands still needs few bits: that is no fault. */
export const bitrateDrop: IngestRule = {
  reason: ingestReasons.bitrateDrop,
  raiseAfterSeconds: 3,
  clearAfterSeconds: 10,
  judge: ({ bitsPerSecond, usualBitsPerSecond, lumaChange = Number.POSITIVE_INFINITY }) => {
    if (bitsPerSecond === undefined || usualBitsPerSecond === undefined || lumaChange < stillLumaChange)
      return undefined;
    return bitsPerSecond < usualBitsPerSecond * bitrateDropRatio
      ? `The source sends ${Math.round(bitsPerSecond / 1000)} kbit/s where it sent ${Math.round(usualBitsPerSecond / 1000)}; ` +
          'the line is full or the rate is variable: set OBS → Settings → Output → Rate Control to CBR, and a bitrate that the line carries'
      : undefined;
  },
};
