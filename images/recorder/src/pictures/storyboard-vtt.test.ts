import { describe, expect, it } from 'vitest';
import { layoutStoryboard } from './storyboard-layout.ts';
import { buildStoryboardVtt } from './storyboard-vtt.ts';

const size = { width: 1280, height: 720 };
const build = (seconds: number): string =>
  buildStoryboardVtt(layoutStoryboard(seconds, size), seconds, 'storyboard.jpg');

describe('buildStoryboardVtt', () => {
  it('covers the playing time with a cue a tile', async () => {
    await expect(build(31.417)).toMatchFileSnapshot('golden/storyboard.vtt');
  });

  it('ends with the video when that has one tile', () => {
    expect(build(0.04)).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:00.040\nstoryboard.jpg#xywh=0,0,160,90\n');
  });

  it('counts hours', () => {
    expect(build(95_400)).toContain('26:22:03.000 --> 26:30:00.000\nstoryboard.jpg#xywh=1440,1710,160,90\n');
  });
});
