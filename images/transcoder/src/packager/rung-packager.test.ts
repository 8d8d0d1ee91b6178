import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentStartSeconds } from '../encoder/segment-starts.ts';
import type { Fragment } from '../fragments/fragment-reader.ts';
import type { PackagedEvent } from './packaged-event.ts';
import { RungPackager } from './rung-packager.ts';

const anchorUnixMs = 1_000_000;

const packager = (segmentSeconds = 2): RungPackager =>
  new RungPackager({ rendition: '720p', epoch: 2, firstSequence: 40, anchorUnixMs, segmentSeconds });

const fragment = (startSeconds: number, endSeconds: number, sync = false): Fragment => ({
  bytes: Buffer.alloc(10),
  startSeconds,
  endSeconds,
  sync,
});

/** `part 40.0 +0 500*` and `segment 40 +0 2000 4 parts 40 bytes`; `+` is milliseconds since the anchor. */
const describeEvent = (event: PackagedEvent): string => {
  if (event.kind === 'init') return 'init';
  const place = `+${event.startUnixMs - anchorUnixMs} ${event.durationMs}`;
  if (event.kind === 'part') return `part ${event.sequence}.${event.part} ${place}${event.independent ? '*' : ''}`;
  return `segment ${event.sequence} ${place}, ${event.parts.length} parts, ${event.byteLength} bytes`;
};

const run = (target: RungPackager, fragments: readonly Fragment[]): readonly string[] =>
  [...fragments.flatMap((each) => target.push(each)), ...target.finish()].map(describeEvent);

/** Fragments as the encoder cuts them: after so many frames, and before each keyframe that is due. */
const encode = ({ rate, perPart, frames }: { rate: number; perPart: number; frames: number }): Fragment[] => {
  const fragments: Fragment[] = [];
  let keyframes = 0;
  const isDue = (frame: number): boolean => frame / rate + 0.001 >= segmentStartSeconds(keyframes, 2);
  for (let frame = 0; frame < frames; ) {
    const sync = isDue(frame);
    if (sync) keyframes += 1;
    let end = Math.min(frame + perPart, frames);
    while (end > frame + 1 && isDue(end - 1)) end -= 1;
    fragments.push(fragment(frame / rate, end / rate, sync));
    frame = end;
  }
  return fragments;
};

describe('RungPackager', () => {
  it('closes a segment with its last picture, before the next keyframe has come', () => {
    expect(
      packager()
        .push(fragment(0, 1, true))
        .map(describeEvent),
    ).toEqual(['part 40.0 +0 1000*', 'segment 40 +0 1000, 1 parts, 10 bytes']);
  });

  it('puts parts into segments that start at keyframes', () => {
    const fragments = [fragment(0, 0.5, true), fragment(0.5, 1), fragment(1, 2, true), fragment(2, 2.5)];
    expect(run(packager(), fragments)).toEqual([
      'part 40.0 +0 500*',
      'part 40.1 +500 500',
      'segment 40 +0 1000, 2 parts, 20 bytes',
      'part 41.0 +1000 1000*',
      'part 41.1 +2000 500',
      'segment 41 +1000 1500, 2 parts, 20 bytes',
    ]);
  });

  it('closes the segment at a keyframe that comes early', () => {
    expect(run(packager(), [fragment(0, 0.5, true), fragment(0.5, 1, true)])).toEqual([
      'part 40.0 +0 500*',
      'segment 40 +0 500, 1 parts, 10 bytes',
      'part 41.0 +500 500*',
      'segment 41 +500 500, 1 parts, 10 bytes',
    ]);
  });

  it('adds audio without pictures to the open segment, and leaves it out when there is none', () => {
    const fragments = [fragment(0, 0.5, true), fragment(0.5, 0.5), fragment(0.5, 1), fragment(1, 1)];
    expect(run(packager(), fragments)).toEqual([
      'part 40.0 +0 500*',
      'part 40.1 +500 0',
      'part 40.2 +500 500',
      'segment 40 +0 1000, 3 parts, 30 bytes',
    ]);
  });

  it('starts where the first picture is, when that is not at once', () => {
    expect(run(packager(), [fragment(0.04, 1, true)])).toEqual([
      'part 40.0 +40 960*',
      'segment 40 +40 960, 1 parts, 10 bytes',
    ]);
  });

  it('emits nothing when nothing came', () => {
    expect(run(packager(), [])).toEqual([]);
  });

  it('never leaves a gap, overlaps or drifts, whatever the frame rate', () => {
    const rates = fc.constantFrom(24_000 / 1001, 24, 25, 30_000 / 1001, 30, 50, 60_000 / 1001, 60);
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 600 }), (rate, perPart, frames) => {
        const fragments = encode({ rate, perPart, frames });
        const target = packager();
        const events = [...fragments.flatMap((each) => target.push(each)), ...target.finish()];
        const segments = events.filter((event) => event.kind === 'segment');
        const ends = segments.map(({ startUnixMs, durationMs }) => startUnixMs + durationMs);
        expect(segments.slice(1).map(({ startUnixMs }) => startUnixMs)).toEqual(ends.slice(0, -1));
        expect(ends.at(-1)).toBe(anchorUnixMs + Math.round((frames / rate) * 1000));
        expect(
          segments.every(({ parts }) => parts[0]?.independent && parts.slice(1).every((part) => !part.independent)),
        ).toBe(true);
      }),
    );
  });
});
