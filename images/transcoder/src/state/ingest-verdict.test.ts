import { describe, expect, it } from 'vitest';
import type { EpochOutcome } from '../encoder/epoch-contract.ts';
import { ingestVerdict, outcomeVerdict, type SourceFacts } from './ingest-verdict.ts';

const rules = { segmentSeconds: 2, partMs: 200, ladderHeight: 1080 };
const source = { videoCodec: 'h264', width: 1920, height: 1080, frameRate: 30, audioCodec: 'aac' };
const facts: SourceFacts = { source, keyframeIntervalSeconds: 2, reordered: false, encodeLagSeconds: 1 };

describe('ingestVerdict', () => {
  it.each([
    ['as the guide asks', facts, 'SourceAsAsked', /as the guide asks/],
    [
      'one whose keyframes are not known yet',
      { ...facts, keyframeIntervalSeconds: undefined },
      'SourceAsAsked',
      /guide/,
    ],
    ['one with rare keyframes', { ...facts, keyframeIntervalSeconds: 8.33 }, 'KeyframeInterval', /8\.3 s; .* to 2 s/],
    ['one that the node cannot keep up with', { ...facts, encodeLagSeconds: 6.1 }, 'EncoderSlow', /preset/],
    ['one with B-frames', { ...facts, reordered: true }, 'BFrames', /zerolatency/],
    ['a small one', { ...facts, source: { ...source, width: 1280, height: 720 } }, 'BelowLadder', /1280x720/],
    ['an upright one', { ...facts, source: { ...source, width: 1080, height: 1920 } }, 'SourceAsAsked', /guide/],
    ['a silent one', { ...facts, source: { ...source, audioCodec: undefined } }, 'NoAudio', /audio source/],
  ])('judges %s', (_, given, reason, message) => {
    const { audioCodec, ...rest } = given.source;
    const verdict = ingestVerdict({ ...given, source: audioCodec ? { ...rest, audioCodec } : rest }, rules);
    expect(verdict).toEqual({ healthy: reason === 'SourceAsAsked', reason, message: expect.stringMatching(message) });
  });

  it('has nothing against B-frames when no low latency is asked for', () => {
    expect(ingestVerdict({ ...facts, reordered: true }, { ...rules, partMs: 0 }).healthy).toBe(true);
  });
});

describe('outcomeVerdict', () => {
  it.each<[EpochOutcome, string | undefined]>([
    [{ kind: 'notMpegTs', message: 'x' }, 'NotMpegTs'],
    [{ kind: 'noVideo', message: 'x' }, 'NoVideo'],
    [{ kind: 'unsupported', message: 'x' }, 'NoVideo'],
    [{ kind: 'encoderCrashed', message: 'x' }, 'EncoderFailed'],
    [{ kind: 'sourceEnded' }, undefined],
    [{ kind: 'timelineJumped', message: 'x' }, undefined],
    [{ kind: 'claimFailed', cause: undefined }, undefined],
  ])('of %o is %s', (outcome, reason) => {
    expect(outcomeVerdict(outcome)?.reason).toBe(reason);
  });
});
