import { describe, expect, it } from 'vitest';
import { publishedSince } from './published-since.ts';

const importing = { id: 'a', videoState: 'importing' } as const;
const published = { id: 'a', videoState: 'published' } as const;

describe('publishedSince', () => {
  it.each([
    ['one that became a video', [importing], [published], [published]],
    ['nothing of one that was a video', [published], [published], []],
    ['nothing of one that is new here', [], [published], []],
    ['nothing of one that is not yet', [importing], [importing], []],
  ])('finds %s', (_what, before, now, found) => {
    expect(publishedSince(before, now)).toEqual(found);
  });
});
