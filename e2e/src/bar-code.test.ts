import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barCodeCells, decodeBarCode, drawBarCode, encodeBarCode } from './bar-code.ts';

const moment = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2034, 0) });
const lumaOf = (cells: readonly boolean[], noise: (cell: number) => number): number[] =>
  cells.map((white, cell) => (white ? 235 : 16) + noise(cell));

describe('decodeBarCode', () => {
  it('gives back the moment when the picture is noisy', () => {
    fc.assert(
      fc.property(
        moment,
        fc.array(fc.integer({ min: -90, max: 90 }), { minLength: 48, maxLength: 48 }),
        (ms, noise) => {
          expect(
            decodeBarCode(
              lumaOf(encodeBarCode(ms), (cell) => noise[cell] ?? 0),
              ms + 60_000,
            ),
          ).toBe(ms);
        },
      ),
    );
  });

  it('refuses a row with one flipped cell', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: barCodeCells - 1 }), (ms, flipped) => {
        const luma = lumaOf(encodeBarCode(ms), () => 0).map((value, cell) => (cell === flipped ? 251 - value : value));
        expect(decodeBarCode(luma, ms)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['no cells', []],
    ['a black row', Array.from({ length: barCodeCells }, () => 16)],
    ['a white row', Array.from({ length: barCodeCells }, () => 235)],
  ])('refuses %s', (_, luma) => {
    expect(decodeBarCode(luma, Date.UTC(2026, 0))).toBeUndefined();
  });
});

describe('drawBarCode', () => {
  it('paints each cell over its share of the width', () => {
    const ms = Date.UTC(2026, 10, 22);
    const picture = drawBarCode(ms, 640, 2);
    const middles = Array.from(
      { length: barCodeCells },
      (_, cell) => picture[Math.floor(((cell + 0.5) * 640) / barCodeCells)] ?? 0,
    );
    expect(decodeBarCode(middles, ms)).toBe(ms);
  });
});
