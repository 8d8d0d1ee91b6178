import { describe, expect, it } from 'vitest';
import { shownPages } from '../src/web/pages/shown-pages.ts';
import { chooseShots, readmeShots, type Shot } from './shots.ts';

const pagesOf = (shots: readonly Shot[]): readonly string[] => [...new Set(shots.map(({ page }) => page.name))];

describe('chooseShots', () => {
  it('gives every page at every width and in both themes when none is named', () => {
    const shots = chooseShots('pages', []);
    expect(pagesOf(shots)).toEqual(shownPages.map(({ name }) => name));
    expect(shots).toHaveLength(shownPages.length * 6);
  });

  it('gives every state when states are asked for', () => {
    expect(chooseShots('states', [])).toHaveLength(6 * shownPages.flatMap(({ states }) => states).length);
  });

  it('keeps their order when some are named', () => {
    expect(pagesOf(chooseShots('pages', ['live', 'home']))).toEqual(['home', 'live']);
  });

  it('gives no two pictures the same name', () => {
    const files = chooseShots('states', []).map(({ file }) => file);
    expect(files).toEqual([...new Set(files)]);
  });

  it('refuses a name when no page has it, instead of taking nothing', () => {
    expect(() => chooseShots('pages', ['home', 'studios'])).toThrow('There is no page studios');
  });
});

describe('readmeShots', () => {
  it('has a page for every picture of the README', () => {
    expect(readmeShots().map(({ file, page }) => [file, page.name])).toEqual([
      ['home-desktop', 'home'],
      ['live-desktop', 'live'],
      ['studio-desktop', 'studio of a stream on air'],
      ['video-desktop', 'video'],
      ['home-phone', 'home'],
      ['live-phone', 'live'],
    ]);
  });
});
