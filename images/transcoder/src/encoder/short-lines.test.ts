import { describe, expect, it } from 'vitest';
import { ShortLines } from './short-lines.ts';

const linesOf = (...chunks: readonly string[]): readonly string[] => {
  const lines = new ShortLines();
  return chunks.flatMap((chunk) => lines.push(chunk));
};

const long = 'x'.repeat(1_001);

describe('ShortLines', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['whole ones', ['a\nb\n'], ['a', 'b']],
    ['one that comes in pieces', ['fra', 'me=', '1\nfr'], ['frame=1']],
    ['none that is too long', [`${long}\nb\n`], ['b']],
    ['none that grows too long', [long.slice(0, 600), long.slice(0, 600), `${long}\nb\nc`], ['b']],
  ])('gives %s', (_, chunks, expected) => {
    expect(linesOf(...chunks)).toEqual(expected);
  });
});
