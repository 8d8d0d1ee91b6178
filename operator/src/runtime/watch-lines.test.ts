import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from './watch-lines.ts';

const line = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\n'));

describe('LineSplitter', () => {
  it('gives the same lines wherever the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat(40), { minLength: 1 }), (lines, sizes) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        const splitter = new LineSplitter();
        const found: string[] = [];
        for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
          const size = (sizes[turn % sizes.length] ?? 0) + 1;
          found.push(...splitter.push(bytes.subarray(start, start + size)));
          start += size;
        }
        expect(found).toEqual(lines);
      }),
    );
  });

  it('keeps an unfinished line to itself', () => {
    expect(new LineSplitter().push(Buffer.from('one\ntw'))).toEqual(['one']);
  });

  it('leaves empty lines out', () => {
    expect(new LineSplitter().push(Buffer.from('\n\none\n\n'))).toEqual(['one']);
  });
});
