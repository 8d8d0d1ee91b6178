import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { barCodeCells, decodeBarCode } from './bar-code.ts';
import { defaultPicture, paceBarCode } from './test-picture.ts';

const picture = { ...defaultPicture, width: barCodeCells, height: 24, frameRate: '120' };
const nowMs = 1_800_000_000_000;

describe('paceBarCode', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('gives each frame a moment of its own when several are drawn in one', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(nowMs);
    const leaving = new AbortController();
    const moments: (number | undefined)[] = [];
    const sink = new PassThrough().on('data', (row: Buffer) => {
      moments.push(decodeBarCode([...row.subarray(0, barCodeCells)], nowMs));
      if (moments.length === 3) leaving.abort();
    });
    await paceBarCode(picture, sink, leaving.signal);
    expect(moments).toEqual([nowMs, nowMs + 1, nowMs + 2]);
  });
});
