/**
 * `storyboard.vtt`: a cue a tile, whose text is the tile's place in the picture as a spatial media fragment
 * (`storyboard.jpg#xywh=0,0,160,90`, W3C Media Fragments 4.2.2), relative to the file itself. Players read it as thumbnails of
 * their time bar. Pure.
 */
import type { StoryboardLayout } from './storyboard-layout.ts';

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** `hh:mm:ss.ttt`; hours may have more digits (WebVTT 4.1). */
const timestamp = (seconds: number): string => {
  const milliseconds = Math.round(seconds * 1000);
  const [whole, rest] = [Math.floor(milliseconds / 1000), milliseconds % 1000];
  return `${pad(Math.floor(whole / 3600), 2)}:${pad(Math.floor(whole / 60) % 60, 2)}:${pad(whole % 60, 2)}.${pad(rest, 3)}`;
};

/** The file for tiles that cover the playing time without gaps. `image` is the picture's name. */
export const buildStoryboardVtt = (layout: StoryboardLayout, durationSeconds: number, image: string): string => {
  const { intervalSeconds, tiles, columns, tileWidth, tileHeight } = layout;
  const cues = Array.from({ length: tiles }, (_, tile) => {
    const end = tile + 1 === tiles ? durationSeconds : (tile + 1) * intervalSeconds;
    const [x, y] = [(tile % columns) * tileWidth, Math.floor(tile / columns) * tileHeight];
    const times = `${timestamp(tile * intervalSeconds)} --> ${timestamp(end)}`;
    return `${times}\n${image}#xywh=${x},${y},${tileWidth},${tileHeight}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
};
