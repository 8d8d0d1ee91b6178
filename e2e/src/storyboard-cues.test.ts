import { describe, expect, it } from 'vitest';
import { parseStoryboard } from './storyboard-cues.ts';

const text = `WEBVTT

00:00:00.000 --> 00:00:05.000
storyboard.jpg#xywh=0,0,160,90

00:00:05.000 --> 01:00:09.500
storyboard.jpg#xywh=160,0,160,90
`;

describe('parseStoryboard', () => {
  it('reads times and places', () => {
    expect(parseStoryboard(text, 'storyboard.jpg')).toEqual([
      { from: 0, to: 5, x: 0, y: 0, width: 160, height: 90 },
      { from: 5, to: 3_609.5, x: 160, y: 0, width: 160, height: 90 },
    ]);
  });

  it('refuses another picture and another format', () => {
    expect(() => parseStoryboard(text, 'other.jpg')).toThrow('no cue for a part of other.jpg');
    expect(() => parseStoryboard('#EXTM3U', 'storyboard.jpg')).toThrow('no WebVTT');
  });
});
