import { describe, expect, it } from 'vitest';
import { parseStoryboard, tileAt } from './storyboard.ts';

const baseUrl = 'https://kubecast.example/storage/vod-videos/a/storyboard.vtt';
const imageUrl = 'https://kubecast.example/storage/vod-videos/a/storyboard.jpg';

const file = `WEBVTT

00:00:00.000 --> 00:00:02.000
storyboard.jpg#xywh=0,0,160,90

00:00:02.000 --> 00:00:04.000
storyboard.jpg#xywh=160,0,160,90

26:22:03.500 --> 26:30:00.000
storyboard.jpg#xywh=1440,1710,160,90
`;

const tile = (startSeconds: number, x: number, y: number) => ({ startSeconds, imageUrl, x, y, width: 160, height: 90 });
const tiles = [tile(0, 0, 0), tile(2, 160, 0), tile(94_923.5, 1440, 1710)];

describe('parseStoryboard', () => {
  it('reads a tile from each cue', () => {
    expect(parseStoryboard(file, baseUrl)).toEqual(tiles);
  });

  it.each([
    ['lines that end as on Windows', file.replaceAll('\n', '\r\n')],
    [
      'cues with names and settings',
      file.replace('00:00:02.000 -->', 'two\n00:00:02.000 -->').replace('04.000', '04.000 line:0'),
    ],
    ['hours left out', file.replace('00:00:02.000 -->', '00:02.000 -->')],
    ['the unit said', file.replace('xywh=160', 'xywh=pixel:160')],
    ['notes between', file.replace('\n\n00:00:02', '\n\nNOTE of something\n\n00:00:02')],
    ['another order', `${file}\n`.split('\n\n').toReversed().join('\n\n')],
  ])('takes %s', (_, written) => {
    expect(parseStoryboard(written, baseUrl)).toEqual(tiles);
  });

  it.each([
    ['no file of that kind', '<!doctype html><p>Not found'],
    ['a cue of words', 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nHello there'],
    ['a tile without a size', 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nstoryboard.jpg#xywh=0,0,0,90'],
    ['nothing', ''],
  ])('has no tiles for %s', (_, written) => {
    expect(parseStoryboard(written, baseUrl)).toEqual([]);
  });
});

describe('tileAt', () => {
  it.each([
    [0, 0],
    [1.999, 0],
    [2, 1],
    [50_000, 1],
    [1e9, 2],
    [-1, 0],
  ])('gives for second %d tile %d', (seconds, index) => {
    expect(tileAt(tiles, seconds)).toEqual(tiles[index]);
  });

  it('gives nothing without tiles', () => {
    expect(tileAt([], 4)).toBeUndefined();
  });
});
