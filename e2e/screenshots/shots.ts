/** Which pictures are taken, and where they go. */
import type { ShownPage, ShownState } from '../src/web/pages/shown-page.ts';
import { shownPages } from '../src/web/pages/shown-pages.ts';

export interface Shot {
  readonly page: ShownPage;
  readonly state: ShownState;
  readonly width: 390 | 820 | 1440;
  readonly theme: 'light' | 'dark';
  /** Without its ending. */
  readonly file: string;
}

/** The visible part of a page. */
export const heights = { 390: 844, 820: 1180, 1440: 900 } as const;

const widths = [390, 820, 1440] as const;
const themes = ['light', 'dark'] as const;

const fileOf = (...words: readonly (string | number)[]): string => words.join('-').replaceAll(/[^a-z0-9]+/g, '-');

const shotsOf = (page: ShownPage, state: ShownState): readonly Shot[] =>
  widths.flatMap((width) =>
    themes.map((theme) => ({ page, state, width, theme, file: fileOf(page.name, state.name, width, theme) })),
  );

/** Those of the given names, in the order of all; all where no name is given. @throws RangeError for a name that none has */
const choosePages = (names: readonly string[]): readonly ShownPage[] => {
  const unknown = names.filter((name) => !shownPages.some((page) => page.name === name));
  if (unknown.length > 0) throw new RangeError(`There is no page ${unknown.join(', ')}: --help names them`);
  return shownPages.filter(({ name }) => names.length === 0 || names.includes(name));
};

/**
 * Every page as one finds it, or in all of its states, at every width and in both themes. `pages` names some of them.
 *
 * @throws RangeError for a name that no page has
 */
export const chooseShots = (extent: 'pages' | 'states', pages: readonly string[]): readonly Shot[] =>
  choosePages(pages).flatMap((page) =>
    page.states.slice(0, extent === 'pages' ? 1 : undefined).flatMap((state) => shotsOf(page, state)),
  );

const docsShots = [
  ['home-desktop', 'home', 1440, 'light'],
  ['live-desktop', 'live', 1440, 'dark'],
  ['studio-desktop', 'studio of a stream on air', 1440, 'light'],
  ['video-desktop', 'video', 1440, 'dark'],
  ['home-phone', 'home', 390, 'dark'],
  ['live-phone', 'live', 390, 'light'],
] as const;

/** Those of the README. @throws RangeError where one of its pages has got another name */
export const readmeShots = (): readonly Shot[] =>
  docsShots.flatMap(([file, name, width, theme]) =>
    choosePages([name]).map((page) => ({ page, state: page.states[0], width, theme, file })),
  );
