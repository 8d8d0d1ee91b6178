import { ingestReasons } from '@kubecast/crds/conditions';
import { describe, expect, it } from 'vitest';
import type { EpochOutcome } from '../encoder/epoch-contract.ts';
import type { IngestFacts } from './ingest-facts.ts';
import { ingestDemandsFor } from './ingest-rule.ts';
import { faultReasons, ingestRules, noSource, outcomeFault, verdictOf } from './ingest-verdict.ts';

const demands = { segmentSeconds: 2, partMs: 200, ladderHeight: 1080, ladderFrameRate: 24 };
const source = { videoCodec: 'h264', width: 1920, height: 1080, frameRate: 30, audioCodec: 'aac' };
const { audioCodec: _, ...withoutAudio } = source;

const good: IngestFacts = {
  source,
  keyframeIntervalSeconds: 2,
  reordered: false,
  steady: true,
  framesPerSecond: 30,
  bitsPerSecond: 6e6,
  usualBitsPerSecond: 6e6,
  audioStopped: false,
  line: { lostRatio: 0.01, droppedRatio: 0, roundTripMs: 60 },
  lumaHigh: 180,
  lumaChange: 2,
  audioLevelDb: -20,
  encodeLagSeconds: 1,
  encoderHeldUp: false,
};

const unknown: IngestFacts = {
  ...good,
  keyframeIntervalSeconds: undefined,
  framesPerSecond: undefined,
  bitsPerSecond: undefined,
  usualBitsPerSecond: undefined,
  line: undefined,
  lumaHigh: undefined,
  lumaChange: undefined,
  audioLevelDb: undefined,
};

const faultsOf = (facts: Partial<IngestFacts>, changes: Partial<typeof demands> = {}) =>
  ingestRules.flatMap(({ reason, judge }) => {
    const message = judge({ ...good, ...facts }, { ...demands, ...changes });
    return message === undefined ? [] : [{ reason, message }];
  });

const lossy = { lostRatio: 0.05, droppedRatio: 0, roundTripMs: 180 };

describe('ingestRules', () => {
  it.each<[string, Partial<IngestFacts>, string, RegExp]>([
    ['keyframes that are rare', { keyframeIntervalSeconds: 8.33 }, 'KeyframeInterval', /Keyframe Interval to 2 s/],
    ['B-frames', { reordered: true }, 'BFrames', /Tune to zerolatency/],
    ['a small picture', { source: { ...source, width: 1280, height: 720 } }, 'BelowLadder', /1280x720.*to 1080 lines/],
    ['few frames', { source: { ...source, frameRate: 15 }, framesPerSecond: 15 }, 'BelowLadder', /15 frames.* to 30/],
    ['no audio', { source: withoutAudio }, 'NoAudio', /add an audio source/],
    ['audio that stopped', { source: withoutAudio, audioStopped: true }, 'NoAudio', /has stopped/],
    ['digital silence', { audioLevelDb: -120 }, 'Silence', /Audio Mixer/],
    ['a black picture', { lumaHigh: 17 }, 'BlackPicture', /scene in OBS/],
    ['a picture that stands still', { lumaChange: 0.05 }, 'FrozenPicture', /does not move/],
    ['a collapsed frame rate', { framesPerSecond: 12 }, 'FrameRateDrop', /its 30 frames.*View → Stats/],
    ['an unsteady frame rate', { steady: false }, 'FrameRateUnsteady', /Common FPS Values/],
    ['a collapsed bit rate', { bitsPerSecond: 1.2e6 }, 'BitrateDrop', /1200 kbit\/s where it sent 6000.*CBR/],
    ['packets that never come', { line: { ...lossy, droppedRatio: 0.02, lostRatio: 0 } }, 'PacketsDropped', /2\.0 %/],
    ['packets that come late', { line: lossy }, 'LossyLine', /5\.0 %.*latency=800000/],
    ['a node that is too slow', { encodeLagSeconds: 6.1, encoderHeldUp: true }, 'EncoderSlow', /encoding\.preset/],
  ])('find %s', (_name, facts, reason, message) => {
    expect(faultsOf(facts)).toEqual([{ reason, message: expect.stringMatching(message) }]);
  });

  it.each<[string, Partial<IngestFacts>, Partial<typeof demands>]>([
    ['a source as the guide asks', {}, {}],
    ['what is not known yet', unknown, {}],
    ['B-frames where no low latency is asked for', { reordered: true }, { partMs: 0 }],
    ['an upright picture', { source: { ...source, width: 1080, height: 1920 } }, {}],
    ['film', { source: { ...source, frameRate: 23.976 }, framesPerSecond: 23.98 }, {}],
    [
      '59.94 frames for a rendition of 60',
      { source: { ...source, frameRate: 59.94 }, framesPerSecond: 59.9 },
      { ladderFrameRate: 60 },
    ],
    ['a source that says nothing of its rate', { source: { ...source, frameRate: 0 } }, {}],
    ['a source whose clock is behind', { encodeLagSeconds: 60 }, {}],
  ])('have nothing against %s', (_name, facts, changes) => {
    expect(faultsOf(facts, changes)).toEqual([]);
  });

  it('have each a reason of their own', () => {
    const reasons = ingestRules.map(({ reason }) => reason);
    expect(new Set(reasons).size).toBe(reasons.length);
  });

  it('and the outcomes of epochs cover every reason', () => {
    const others = ['NotMpegTs', 'NoVideo', 'VideoStopped', 'EncoderFailed'];
    const found = [...ingestRules.map(({ reason }) => reason as string), ...others];
    expect(found.toSorted()).toEqual(faultReasons.toSorted());
    expect([...found, 'SourceAsAsked', 'NoSource'].toSorted()).toEqual(Object.values(ingestReasons).toSorted());
  });
});

describe('ingestDemandsFor', () => {
  const rendition = { height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 };

  it.each([
    ['film without a promise', ['1080p', '720p'], 24],
    ['what the names promise', ['1080p60', '720p'], 60],
    ['nothing less than film', ['720p12'], 24],
  ])('asks for %s', (_name, names, ladderFrameRate) => {
    const renditions = names.map((name) => ({ ...rendition, name }));
    expect(ingestDemandsFor({ segmentSeconds: 2, partMs: 0, renditions })).toEqual({
      segmentSeconds: 2,
      partMs: 0,
      ladderHeight: 720,
      ladderFrameRate,
    });
  });
});

describe('verdictOf', () => {
  it('is good without a fault', () => {
    expect(verdictOf([])).toEqual({
      healthy: true,
      reason: 'SourceAsAsked',
      message: 'The source is as the guide asks',
    });
    expect(noSource.healthy).toBe(true);
  });

  it('has the first fault for its reason and every message', () => {
    const faults = [
      { reason: ingestReasons.silence, message: 'Unmute it' },
      { reason: ingestReasons.bFrames, message: 'Tune it' },
    ];
    expect(verdictOf(faults)).toEqual({ healthy: false, reason: 'Silence', message: 'Unmute it. Also: Tune it' });
  });
});

describe('outcomeFault', () => {
  it.each<[EpochOutcome, string | undefined]>([
    [{ kind: 'notMpegTs', message: 'x' }, 'NotMpegTs'],
    [{ kind: 'noVideo', message: 'x' }, 'NoVideo'],
    [{ kind: 'unsupported', message: 'x' }, 'NoVideo'],
    [{ kind: 'videoStopped', message: 'x' }, 'VideoStopped'],
    [{ kind: 'encoderCrashed', message: 'x' }, 'EncoderFailed'],
    [{ kind: 'sourceEnded' }, undefined],
    [{ kind: 'timelineJumped', message: 'x' }, undefined],
    [{ kind: 'audioChanged', message: 'x' }, undefined],
    [{ kind: 'claimFailed', cause: undefined }, undefined],
  ])('of %o is %s', (outcome, reason) => {
    expect(outcomeFault(outcome)?.reason).toBe(reason);
  });
});
