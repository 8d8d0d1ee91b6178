import { describe, expect, it } from 'vitest';
import { buildStoryboardArguments, buildThumbnailArguments } from './picture-arguments.ts';
import { layoutStoryboard } from './storyboard-layout.ts';

const lines = (args: readonly string[]): string => `${args.join('\n')}\n`;

describe('buildStoryboardArguments', () => {
  it('draws tiles and gives grey pictures', async () => {
    const layout = layoutStoryboard(600, { width: 1920, height: 1080 });
    const args = buildStoryboardArguments(layout, { width: 320, height: 180 }, '/work/storyboard.jpg');
    await expect(lines(args)).toMatchFileSnapshot('golden/storyboard-arguments.txt');
  });
});

describe('buildThumbnailArguments', () => {
  it('draws one picture', async () => {
    const args = buildThumbnailArguments({ width: 1280, height: 720 }, '/work/thumbnail.jpg');
    await expect(lines(args)).toMatchFileSnapshot('golden/thumbnail-arguments.txt');
  });
});
