import { describe, expect, it } from 'vitest';
import { type FoundVideo, findDifferences } from './find-differences.ts';
import type { ProbedStream } from './probe-video.ts';

const expected = { frames: 300, durationSeconds: 10, width: 640, height: 360 };
const keyframe = { timeSeconds: 0, offset: 48, size: 100 };

const picture: ProbedStream = {
  kind: 'video',
  codec: 'h264',
  width: 640,
  height: 360,
  durationSeconds: 10,
  frames: 300,
};
const sound: ProbedStream = { ...picture, kind: 'audio', codec: 'aac', durationSeconds: 10.01, frames: 469 };

interface Change {
  readonly streams?: readonly ProbedStream[];
  readonly index?: Partial<FoundVideo['index']>;
}

const found = ({ streams = [picture, sound], index = {} }: Change): FoundVideo => ({
  probed: { streams },
  index: { isFastStart: true, samples: 300, keyframes: [keyframe], ...index },
});

describe('findDifferences', () => {
  it('finds none in what is as expected, within two frames', () => {
    expect(findDifferences(found({ streams: [sound, { ...picture, durationSeconds: 9.94 }] }), expected)).toEqual([]);
  });

  it('bears as much of another length as the segments leave open', () => {
    const longer = found({ streams: [sound, { ...picture, durationSeconds: 10.4 }] });
    expect(findDifferences(longer, { ...expected, slackSeconds: 0.35 })).toEqual([]);
    expect(findDifferences(longer, expected)).toEqual(['it lasts 10.4 s instead of 10 s']);
  });

  it.each<[string, Change]>([
    ['its streams are video h264', { streams: [picture] }],
    ['its streams are none', { streams: [] }],
    ['its streams are audio aac, audio aac, video h264', { streams: [picture, sound, sound] }],
    ['its streams are audio mp3, video h264', { streams: [picture, { ...sound, codec: 'mp3' }] }],
    ['it has 299 frames instead of 300', { streams: [{ ...picture, frames: 299 }, sound] }],
    ['it lasts 9.9 s instead of 10 s', { streams: [{ ...picture, durationSeconds: 9.9 }, sound] }],
    ['its picture is 640x480 instead of 640x360', { streams: [{ ...picture, height: 480 }, sound] }],
    ['its sound lasts 8.9 s, its picture 10 s', { streams: [picture, { ...sound, durationSeconds: 8.9 }] }],
    ['its index lies behind its media', { index: { isFastStart: false } }],
    ['its index has 200 frames instead of 300', { index: { samples: 200 } }],
    ['its first frame is no keyframe', { index: { keyframes: [{ ...keyframe, timeSeconds: 1 }] } }],
    ['its first frame is no keyframe', { index: { keyframes: [] } }],
  ])('says that %s', (difference, change) => {
    expect(findDifferences(found(change), expected)).toEqual([difference]);
  });
});
