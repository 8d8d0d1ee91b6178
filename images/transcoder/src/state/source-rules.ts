/** Rules on how a source is set up: what does not change until its encoder is started anew. */
import { ingestReasons } from '@kubecast/crds/conditions';
import type { IngestRule } from './ingest-rule.ts';

/** A frame more than a segment is no fault. */
const keyframeToleranceSeconds = 0.1;
/** Rates of 23.976 and 59.94 are 24 and 60. */
const frameRateTolerance = 0.01;

const atOnce = { raiseAfterSeconds: 0, clearAfterSeconds: 10 } as const;

export const keyframeInterval: IngestRule = {
  reason: ingestReasons.keyframeInterval,
  ...atOnce,
  judge: ({ keyframeIntervalSeconds = 0 }, { segmentSeconds }) =>
    keyframeIntervalSeconds > segmentSeconds + keyframeToleranceSeconds
      ? `The source’s keyframes are over ${segmentSeconds} s apart; ` +
        `set OBS → Settings → Output → Keyframe Interval to ${segmentSeconds} s`
      : undefined,
};

export const bFrames: IngestRule = {
  reason: ingestReasons.bFrames,
  ...atOnce,
  judge: ({ reordered }, { partMs }) =>
    reordered && partMs > 0
      ? 'The source has B-frames, which cost latency; set OBS → Settings → Output → Tune to zerolatency, or B-frames to 0'
      : undefined,
};

const tooFewLines = (width: number, height: number, lines: number): string =>
  `The source is ${width}x${height}, below the highest rendition; ` +
  `set OBS → Settings → Video → Output Resolution to ${lines} lines, or take higher renditions out of the LiveStream`;

const tooFewFrames = (rate: number, wanted: number): string =>
  `The source has ${Number(rate.toFixed(2))} frames a second, below the renditions; ` +
  `set OBS → Settings → Video → Common FPS Values to ${Math.max(30, wanted)}`;

export const belowLadder: IngestRule = {
  reason: ingestReasons.belowLadder,
  ...atOnce,
  judge: ({ source: { width, height, frameRate } }, { ladderHeight, ladderFrameRate }) => {
    if (Math.min(width, height) < ladderHeight) return tooFewLines(width, height, ladderHeight);
    const isSlow = frameRate > 0 && frameRate < ladderFrameRate * (1 - frameRateTolerance);
    return isSlow ? tooFewFrames(frameRate, ladderFrameRate) : undefined;
  },
};

export const noAudio: IngestRule = {
  reason: ingestReasons.noAudio,
  raiseAfterSeconds: 0,
  clearAfterSeconds: 2,
  judge: ({ source, audioStopped }) => {
    if (audioStopped) return 'The source’s audio has stopped, viewers hear silence; look at the audio source in OBS';
    return source.audioCodec === undefined
      ? 'The source has no audio, viewers hear silence; add an audio source in OBS'
      : undefined;
  },
};
