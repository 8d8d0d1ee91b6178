import { describe, expect, it } from 'vitest';
import { RungTimeline } from './rung-timeline.ts';

const segment = (sequence: number, epoch = 1) => ({
  epoch,
  sequence,
  startUnixMs: 1_767_322_800_000 + sequence * 2000,
  durationMs: 2000,
});

const timeline = (dvrWindowSeconds = 60) =>
  new RungTimeline({ sessionId: '20260102-030405-abcd', rendition: '720p', segmentSeconds: 2, dvrWindowSeconds });

const numbers = (of: RungTimeline): number[] => of.segments.map(({ sequence }) => sequence);

describe('RungTimeline', () => {
  it('has no playlist while it is empty', () => {
    expect(timeline().text()).toBeUndefined();
  });

  it('names segments from the rendition’s playlist', async () => {
    const rung = timeline();
    for (const each of [segment(3), segment(4), segment(5, 2)]) rung.add(each);
    await expect(rung.text()).toMatchFileSnapshot('golden/two-epochs.m3u8');
  });

  it('ends', () => {
    const rung = timeline();
    rung.add(segment(3));
    rung.end();
    expect(rung.text()).toMatch(/#EXT-X-ENDLIST\n$/);
  });

  it('drops what has left the window', () => {
    const rung = timeline(20);
    for (let sequence = 0; sequence < 30; sequence += 1) rung.add(segment(sequence));
    expect(numbers(rung)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
  });

  it('keeps six segments when no window is asked for', () => {
    const rung = timeline(0);
    for (let sequence = 0; sequence < 30; sequence += 1) rung.add(segment(sequence));
    expect(numbers(rung)).toEqual([24, 25, 26, 27, 28, 29]);
  });

  it('takes each number once', () => {
    const rung = timeline();
    for (const sequence of [1, 2, 2, 1, 3]) rung.add(segment(sequence));
    expect(numbers(rung)).toEqual([1, 2, 3]);
  });

  it('names nothing before a hole, nor does its end bring it back', () => {
    const rung = timeline();
    for (const sequence of [1, 2, 4, 5]) rung.add(segment(sequence));
    const live = rung.text();
    expect(live).toContain('#EXT-X-MEDIA-SEQUENCE:4\n');
    rung.end();
    expect(rung.text()).toBe(`${live}#EXT-X-ENDLIST\n`);
  });

  it('moves its numbers', () => {
    const rung = timeline();
    rung.add(segment(0));
    rung.renumber(7, 50);
    expect(rung.text()).toContain('/000008-0000000050-');
  });
});
