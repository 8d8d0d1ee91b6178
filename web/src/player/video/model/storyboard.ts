/**
 * Pictures of a video's moments, as the recorder writes them: WebVTT cues whose text is a tile's place in one picture
 * (`storyboard.jpg#xywh=0,0,160,90`, W3C Media Fragments 4.2.2). Pure.
 */

/** One picture, in pixels of `imageUrl`, shown from `startSeconds` on. */
export interface StoryboardTile {
  readonly startSeconds: number;
  readonly imageUrl: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const timingLine = /^\s*((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})\s+-->/;
const fragmentLine = /^\s*([^\s#]+)#xywh=(?:pixel:)?(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})\s*$/;

const secondsOf = (timestamp: string): number =>
  timestamp.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);

const tileOf = (cue: string, baseUrl: string): StoryboardTile | undefined => {
  const lines = cue.split('\n');
  const at = lines.findIndex((line) => timingLine.test(line));
  const start = timingLine.exec(lines[at] ?? '')?.[1];
  const [, image, ...place] = fragmentLine.exec(lines[at + 1] ?? '') ?? [];
  const [x = 0, y = 0, width = 0, height = 0] = place.map(Number);
  if (start === undefined || image === undefined || width === 0 || height === 0) return undefined;
  return { startSeconds: secondsOf(start), imageUrl: new URL(image, baseUrl).href, x, y, width, height };
};

/** The tiles in the order of time; what is no cue of a tile is passed over. `baseUrl` is the file's own, absolute. */
export const parseStoryboard = (file: string, baseUrl: string): readonly StoryboardTile[] =>
  file
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap((cue) => tileOf(cue, baseUrl) ?? [])
    .sort((one, other) => one.startSeconds - other.startSeconds);

/** The last tile that has begun by then; the first one before it. Undefined without any. */
export const tileAt = (tiles: readonly StoryboardTile[], seconds: number): StoryboardTile | undefined =>
  tiles.findLast(({ startSeconds }) => startSeconds <= seconds) ?? tiles[0];
