import { beforeAll, describe, expect, it } from 'vitest';
import { readBoxes } from './boxes.ts';
import { readInitSection } from './init-section.ts';
import { readMovieFragment, type TrackFragment } from './movie-fragment.ts';
import { smallEpoch } from './testing/small-epoch.ts';

let video: readonly TrackFragment[];
let audio: readonly TrackFragment[];

beforeAll(async () => {
  const file = await smallEpoch(45);
  const section = readInitSection(file);
  const fragments = readBoxes(file, 0, file.length)
    .filter(({ type }) => type === 'moof')
    .flatMap((moof) => readMovieFragment(file, moof, [section.video, section.audio]));
  const ofTrack = (id: number) => fragments.filter(({ trackId, samples }) => trackId === id && samples > 0);
  video = ofTrack(section.video.id);
  audio = ofTrack(section.audio.id);
}, 60_000);

/** Where each fragment ends, in ticks. */
const ends = (fragments: readonly TrackFragment[]): readonly number[] =>
  fragments.map(({ decodeTime, duration }) => decodeTime + duration);

describe('readMovieFragment', () => {
  it('counts the pictures of each fragment, and says which begin with a keyframe', () => {
    expect(video.map(({ samples }) => samples)).toEqual([6, 6, 6, 6, 6, 6, 6, 3]);
    expect(video.map(({ sync }) => sync)).toEqual([true, false, false, false, false, true, false, false]);
  });

  it('has each fragment begin where the one before ended', () => {
    for (const track of [video, audio]) {
      expect(track.slice(1).map(({ decodeTime }) => decodeTime)).toEqual(ends(track).slice(0, -1));
    }
  });

  it('counts the sound by its frames', () => {
    // The last one ends where its source does, within a frame.
    const whole = audio.slice(0, -1);
    expect(whole.map(({ duration, samples }) => duration / samples)).toEqual(whole.map(() => 1024));
  });
});
