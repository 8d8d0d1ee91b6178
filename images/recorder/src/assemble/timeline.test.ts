import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaFragment, MediaSample } from './segment-media.ts';
import { silentFrame } from './silent-frame.ts';
import { type PlacedFragment, Timeline } from './timeline.ts';

const rates = { videoTimescale: 15_360, audioRate: 48_000 };
const frameTicks = 512;

const samples = (count: number, duration: number, byte: number): readonly MediaSample[] =>
  Array.from({ length: count }, () => ({ bytes: Buffer.from([byte]), duration, sync: true }));

interface FragmentRow {
  /** Video ticks; the first picture's time. */
  readonly time: number;
  readonly pictures: number;
  /** Samples of sound, the first AAC frame's time. */
  readonly soundTime: number;
  readonly sounds: number;
  /** What every AAC frame holds. */
  readonly byte?: number;
}

const fragmentOf = ({ time, pictures, soundTime, sounds, byte = 1 }: FragmentRow): MediaFragment => ({
  video: { decodeTime: time, timescale: rates.videoTimescale, samples: samples(pictures, frameTicks, 0) },
  audio: { decodeTime: soundTime, timescale: rates.audioRate, samples: samples(sounds, 1024, byte) },
});

/** `.` a silent frame, else what a frame holds. */
const heard = (frames: readonly Buffer[]): string =>
  frames.map((bytes) => (bytes.equals(silentFrame) ? '.' : String(bytes[0]))).join('');

const soundOf = (timeline: Timeline, placed: readonly PlacedFragment[]): string =>
  heard([...placed.flatMap(({ audio }) => audio), ...timeline.finish()]);

describe('Timeline', () => {
  it('gives each picture the place behind the former, whatever its epoch says', () => {
    const timeline = new Timeline(rates);
    timeline.add(fragmentOf({ time: 0, pictures: 30, soundTime: 0, sounds: 47 }), false);
    timeline.add(fragmentOf({ time: 999_999_999_999, pictures: 30, soundTime: 0, sounds: 0 }), false);
    expect(timeline.seconds).toBe(2);
  });

  it('shows a picture longer when the next one of its epoch was dropped', () => {
    const timeline = new Timeline(rates);
    timeline.add(fragmentOf({ time: 0, pictures: 3, soundTime: 0, sounds: 0 }), false);
    const { stretch } = timeline.add(fragmentOf({ time: 4 * frameTicks, pictures: 1, soundTime: 0, sounds: 0 }), true);
    expect([stretch, timeline.seconds]).toEqual([frameTicks, 5 / 30]);
  });

  it('closes a long break within an epoch', () => {
    const timeline = new Timeline(rates);
    timeline.add(fragmentOf({ time: 0, pictures: 3, soundTime: 0, sounds: 0 }), false);
    const { stretch } = timeline.add(fragmentOf({ time: 99_999, pictures: 1, soundTime: 0, sounds: 0 }), true);
    expect([stretch, timeline.seconds]).toEqual([0, 4 / 30]);
  });

  it('scales an epoch of another time base', () => {
    const timeline = new Timeline(rates);
    const video = { decodeTime: 0, timescale: 90_000, samples: samples(30, 3000, 0) };
    timeline.add({ video, audio: { decodeTime: 0, timescale: 48_000, samples: [] } }, false);
    expect(timeline.seconds).toBe(1);
  });

  it.each([
    { what: 'starts late', row: { soundTime: 3 * 1024, sounds: 3 }, sound: '...111' },
    { what: 'starts before the picture', row: { soundTime: -2 * 1024, sounds: 8 }, sound: '111111' },
    { what: 'ends early', row: { soundTime: 0, sounds: 3 }, sound: '111...' },
    { what: 'outlasts the picture', row: { soundTime: 0, sounds: 20 }, sound: '111111' },
    { what: 'is half a frame late', row: { soundTime: 500, sounds: 6 }, sound: '111111' },
    { what: 'is not there', row: { soundTime: 0, sounds: 0 }, sound: '......' },
  ])('fits sound that $what', ({ row, sound }) => {
    const timeline = new Timeline(rates);
    const placed = timeline.add(fragmentOf({ time: 0, pictures: 4, ...row }), false);
    expect(soundOf(timeline, [placed])).toBe(sound);
  });

  it('waits for the picture of sound that came before it', () => {
    const timeline = new Timeline(rates);
    const placed = [
      timeline.add(fragmentOf({ time: 0, pictures: 2, soundTime: 0, sounds: 6 }), false),
      timeline.add(fragmentOf({ time: 2 * frameTicks, pictures: 2, soundTime: 0, sounds: 0 }), true),
    ];
    expect(placed.map(({ audio }) => heard(audio))).toEqual(['111', '111']);
  });

  it('drops the sound behind an epoch’s last picture', () => {
    const timeline = new Timeline(rates);
    const placed = [
      timeline.add(fragmentOf({ time: 0, pictures: 2, soundTime: 0, sounds: 40 }), false),
      timeline.add(fragmentOf({ time: 0, pictures: 2, soundTime: 0, sounds: 3, byte: 2 }), false),
    ];
    expect(soundOf(timeline, placed)).toBe('111222');
  });

  const soundRates = [
    { frameRate: 24, timescale: 12_288 },
    { frameRate: 25, timescale: 12_800 },
    { frameRate: 30, timescale: 15_360 },
    { frameRate: 60, timescale: 15_360 },
  ];

  it.each(soundRates)(
    'keeps the sound of a long epoch at $frameRate fps wherever it begins',
    ({ frameRate, timescale }) => {
      const ticks = timescale / frameRate;
      /** An epoch in fragments of a fifth of a second, with all the sound of its pictures. */
      const epochOf = (pictures: number, byte: number): readonly MediaFragment[] => {
        const perFragment = Math.round(frameRate / 5);
        return Array.from({ length: Math.ceil(pictures / perFragment) }, (_, index) => {
          const [from, to] = [index * perFragment, Math.min(pictures, (index + 1) * perFragment)];
          const [first, end] = [from, to].map((picture) => Math.ceil((picture * 48_000) / (frameRate * 1024)));
          const sounds = samples((end ?? 0) - (first ?? 0), 1024, byte);
          return {
            video: { decodeTime: from * ticks, timescale, samples: samples(to - from, ticks, 0) },
            audio: { decodeTime: (first ?? 0) * 1024, timescale: 48_000, samples: sounds },
          };
        });
      };
      for (let former = 150; former < 182; former += 1) {
        const timeline = new Timeline({ videoTimescale: timescale, audioRate: 48_000 });
        const epochs = [epochOf(former, 1), epochOf(frameRate * 60, 2)];
        const placed = epochs.flatMap((epoch) => epoch.map((fragment, index) => timeline.add(fragment, index > 0)));
        const sound = soundOf(timeline, placed);
        const made = Math.ceil((60 * 48_000) / 1024);
        expect([former, sound.replaceAll(/[^2]/g, '').length >= made - 2]).toEqual([former, true]);
        expect(sound.replaceAll(/[^.]/g, '').length).toBeLessThanOrEqual(2);
      }
    },
  );

  it('places sound anew when it jumps within an epoch', () => {
    const timeline = new Timeline(rates);
    const placed = [
      timeline.add(fragmentOf({ time: 0, pictures: 4, soundTime: 400, sounds: 6 }), false),
      timeline.add(fragmentOf({ time: 4 * frameTicks, pictures: 4, soundTime: 7 * 1024, sounds: 5 }), true),
    ];
    expect(soundOf(timeline, placed)).toBe('111111.11111');
  });

  it('keeps no sound that is far ahead of its picture', () => {
    const timeline = new Timeline(rates);
    const ahead = fragmentOf({ time: 0, pictures: 4, soundTime: 0, sounds: 5000 });
    const later = fragmentOf({ time: 4 * frameTicks, pictures: 60, soundTime: 0, sounds: 0 });
    expect(soundOf(timeline, [timeline.add(ahead, false), timeline.add(later, true)])).toMatch(/^1{53}\.+$/);
  });

  it('gives silence without waiting for sound that does not come', () => {
    const timeline = new Timeline(rates);
    const placed = timeline.add(fragmentOf({ time: 0, pictures: 90, soundTime: 0, sounds: 0 }), false);
    expect(placed.audio).toHaveLength(Math.floor((2 * 48_000) / 1024));
  });

  it('never lets sound and picture drift apart, and fills all of the picture with sound', () => {
    const row = fc.record({
      time: fc.nat(1e12),
      pictures: fc.integer({ min: 1, max: 60 }),
      late: fc.integer({ min: -3000, max: 3000 }),
      sounds: fc.nat(120),
      follows: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const timeline = new Timeline(rates);
        let frames = 0;
        for (const { time, pictures, late, sounds, follows } of rows) {
          const soundTime = Math.round((time * 48_000) / rates.videoTimescale) + late;
          frames += timeline.add(fragmentOf({ time, pictures, soundTime, sounds }), follows).audio.length;
          expect(frames * 1024).toBeLessThanOrEqual(timeline.seconds * 48_000);
          expect(frames * 1024).toBeGreaterThan((timeline.seconds - 1) * 48_000 - 1024);
        }
        frames += timeline.finish().length;
        expect(Math.abs(frames * 1024 - timeline.seconds * 48_000)).toBeLessThan(1024);
      }),
    );
  });
});
