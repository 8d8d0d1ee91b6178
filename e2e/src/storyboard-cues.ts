/** Reads the WebVTT of a storyboard as players do: each cue names a part of the picture beside it (Media Fragments URI, `xywh`). */

/** Times in seconds, the rest in pixels of the picture. */
export interface StoryboardCue {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const cuePattern = /^(\d{2,}:\d{2}:\d{2}\.\d{3}) --> (\d{2,}:\d{2}:\d{2}\.\d{3})\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/;

const secondsOf = (time: string): number => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

const readCue = (block: string, image: string): StoryboardCue => {
  const [, from = '', to = '', file, ...numbers] = cuePattern.exec(block) ?? [];
  if (file !== image) throw new Error(`This is no cue for a part of ${image}: ${block}`);
  const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
  return { from: secondsOf(from), to: secondsOf(to), x, y, width, height };
};

/** The cues in order. Throws for a text that is no WebVTT, and for a cue that names no part of `image`. */
export const parseStoryboard = (text: string, image: string): readonly StoryboardCue[] => {
  const [head, ...blocks] = text.trim().split(/\n{2,}/);
  if (head !== 'WEBVTT') throw new Error(`This is no WebVTT: ${text.slice(0, 100)}`);
  return blocks.map((block) => readCue(block, image));
};
