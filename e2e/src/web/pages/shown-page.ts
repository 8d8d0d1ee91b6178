/** Pages of the web app and the states that they can be in, as a table that checks and screenshots go through. */
import type { Page } from 'playwright-core';
import type { Stage } from '../stage/stage.ts';

export interface ShownState {
  /** Lower-case words, which also name its picture. */
  readonly name: string;
  readonly path: (stage: Stage) => string;
  /** Brings it about, and ends when it can be looked at. */
  readonly show: (page: Page, stage: Stage) => Promise<unknown>;
}

export interface ShownPage {
  readonly name: string;
  readonly as: 'stranger' | 'owner';
  /** The first is the page as one finds it. */
  readonly states: readonly [ShownState, ...ShownState[]];
}
