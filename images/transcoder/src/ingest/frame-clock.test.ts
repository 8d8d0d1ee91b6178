import { describe, expect, it } from 'vitest';
import { FrameClock, frameTimingOf } from './frame-clock.ts';
import { ptsWrap } from './transport-packet.ts';

const at = (rate: number, frames = 12): number[] =>
  Array.from({ length: frames }, (_, frame) => Math.round((frame * 90_000) / rate));

/** As muxers write it that count milliseconds. */
const toMilliseconds = (times: readonly number[]): number[] => times.map((time) => Math.round(time / 90) * 90);

/** Decoding order of a B-frame between two others. */
const reorder = (times: readonly number[]): number[] =>
  times
    .map((_, index) => times[index === 0 ? 0 : index % 2 ? index + 1 : index - 1] ?? 0)
    .filter((time, index) => index === 0 || time > 0);

const evenlyDropped = at(30, 24).filter((_, frame) => frame % 3 !== 2);

describe('frameTimingOf', () => {
  it.each([
    ['25 a second', at(25), 25, true, false],
    ['29.97 a second', at(30_000 / 1001), 29.97, true, false],
    ['30 a second, rounded to milliseconds', toMilliseconds(at(30)), 30, true, false],
    ['60 a second with B-frames', reorder(at(60, 16)), 60, true, true],
    ['30 a second with one frame lost', at(30, 24).toSpliced(5, 1), 30, true, false],
    ['a variable rate, by its shortest distances', evenlyDropped, 30, false, false],
    ['nothing from one frame', [0], 0, true, false],
  ])('sees %s', (_, times, ...[rate, steady, reordered]) => {
    const timing = frameTimingOf(times);
    expect(Math.abs(timing.measuredRate - rate)).toBeLessThan(rate * 0.01 + 0.001);
    expect([timing.steady, timing.reordered]).toEqual([steady, reordered]);
  });
});

describe('FrameClock', () => {
  it.each([
    ['an hour ahead', 90_000 * 3600, false],
    ['an hour back', ptsWrap - 90_000 * 3600, false],
    ['two seconds of silence', 90_000 * 2, true],
    ['a reordered frame', ptsWrap - 3_000, true],
  ])('tells whether %s belongs to the timeline', (_, pts, expected) => {
    const clock = new FrameClock();
    clock.observe(0);
    expect(clock.observe(pts)).toBe(expected);
  });

  it.each([
    ['a hole of a second at 30 frames a second', 30, 1, true, false],
    ['a shorter one', 30, 0.9, true, true],
    ['one in which the connection was not silent', 30, 2, false, true],
    ['the usual distance of a source of half a frame a second', 0.5, 2, true, true],
  ])('tells whether %s belongs to the timeline', (_, ...[rate, holeSeconds, isAfterSilence, expected]) => {
    const clock = new FrameClock();
    const times = at(rate);
    for (const time of times) clock.observe(time);
    expect(clock.observe((times.at(-1) ?? 0) + holeSeconds * 90_000, isAfterSilence)).toBe(expected);
  });

  it('forgets what is older than five seconds', () => {
    const clock = new FrameClock();
    const fast = at(30, 300);
    for (const time of [...fast, ...at(5, 30).map((time) => 90_000 * 10 + time)]) clock.observe(time);
    expect([Math.round(clock.timing.measuredRate), clock.timing.steady, clock.frames]).toEqual([5, true, 330]);
  });

  it('goes on over the wrap', () => {
    const clock = new FrameClock();
    const observed = at(30, 20).map((time) => clock.observe((ptsWrap - 30_000 + time) % ptsWrap));
    expect([observed.every(Boolean), Math.round(clock.timing.measuredRate)]).toEqual([true, 30]);
  });
});
