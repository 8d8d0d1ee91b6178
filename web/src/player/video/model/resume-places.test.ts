import { describe, expect, it } from 'vitest';
import { mostPlaces, parsePlaces, placesWith, resumeSeconds } from './resume-places.ts';

const place = (videoId: string, seconds: number) => ({ videoId, seconds });
const two = [place('a', 30), place('b', 50)];
const many = Array.from({ length: mostPlaces + 5 }, (_, index) => place(`video-${index}`, 30));

describe('parsePlaces', () => {
  it('reads what was kept', () => {
    expect(parsePlaces(JSON.stringify(two))).toEqual(two);
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['another shape', '{"a":30}'],
    [
      'entries of another shape',
      '[1,null,"a",{"videoId":"a"},{"videoId":"a","seconds":"30"},{"videoId":"a","seconds":-1}]',
    ],
  ])('finds no places in %s', (_, kept) => {
    expect(parsePlaces(kept)).toEqual([]);
  });

  it('takes no more than it would keep, and nothing besides', () => {
    expect(parsePlaces(JSON.stringify(many))).toHaveLength(mostPlaces);
    expect(parsePlaces('[{"videoId":"a","seconds":30,"more":true}]')).toEqual([place('a', 30)]);
  });
});

describe('placesWith', () => {
  it.each([
    ['puts a new one first', place('c', 20), [place('c', 20), ...two]],
    ['moves one that is known', place('b', 60), [place('b', 60), place('a', 30)]],
    ['forgets one at the beginning', place('b', 4.9), [place('a', 30)]],
    ['forgets one in the last 5 %', place('b', 95), [place('a', 30)]],
    ['keeps one just before', place('b', 94.9), [place('b', 94.9), place('a', 30)]],
  ])('%s', (_, next, places) => {
    expect(placesWith(two, next, 100)).toEqual(places);
  });

  it('keeps no more than so many', () => {
    expect(placesWith(many, place('c', 20), 100)).toHaveLength(mostPlaces);
  });
});

describe('resumeSeconds', () => {
  it.each([
    ['of a video that was left', 'a', 100, 30],
    ['of one that was never seen', 'c', 100, 0],
    ['of one that is shorter by now', 'b', 40, 0],
  ])('gives the place %s', (_, videoId, duration, seconds) => {
    expect(resumeSeconds(two, videoId, duration)).toBe(seconds);
  });
});
