import { describe, expect, it } from 'vitest';
import { downloadName } from './download-name.ts';

describe('downloadName', () => {
  it.each([
    ['Bars, and a tone', 'Bars, and a tone.mp4'],
    ['a/b: "c" <d>?', 'a b c d.mp4'],
    ['../../etc/passwd', 'etc passwd.mp4'],
    ['...', 'video.mp4'],
    ['Föö 日本', 'Föö 日本.mp4'],
    ['x'.repeat(200), `${'x'.repeat(100)}.mp4`],
  ])('of %j is %j', (title, name) => {
    expect(downloadName(title)).toBe(name);
  });
});
