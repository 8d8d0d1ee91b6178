/// <reference lib="dom" />
/** What axe-core finds wrong with a page as it is shown now. */
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** Everything that is law somewhere, and what its makers advise beyond. AAA is not promised. */
const all: RunOptions = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  },
  // An experiment, which takes the initials in the place of somebody’s picture for the button’s words.
  rules: { 'label-content-name-mismatch': { enabled: false } },
};

/** What another theme or another width changes. */
const looks: RunOptions = {
  runOnly: {
    type: 'rule',
    values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
  },
};

const rules = { all, looks };

/** Runs in the page: ends when nothing fades or slides any more. What never ends, or stands, is put at its end. */
const settle = (): void => {
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel();
    else animation.finish();
  }
};

const linesOf = ({ violations }: AxeResults): readonly string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id}: ${target.flat().join(' ')}: ${failureSummary.split('\n').slice(1).join('; ').trim()}`,
    ),
  );

/** A line each. `extent` is what is looked at: of a page that was looked at already, only its new looks. */
export const auditPage = async (page: Page, extent: keyof typeof rules): Promise<readonly string[]> => {
  await page.evaluate(settle);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const run = (options: RunOptions): Promise<AxeResults> =>
    (globalThis as unknown as { readonly axe: typeof axe }).axe.run(document, options);
  const options: RunOptions = { ...rules[extent], resultTypes: ['violations'], preload: false };
  return linesOf(await page.evaluate(run, options));
};
