/**
 * Lighthouse's scores of the home page and of a live page through nginx, with its phone preset: a slow processor and a slow line.
 * Each run has a browser that has never been here.
 */
import { webUrl } from '../src/browser.ts';
import { type LighthouseReport, runLighthouse } from '../src/run-lighthouse.ts';
import { type Stage, setStage } from '../src/web/stage/stage.ts';
import { type Figure, printFigures } from './figures.ts';

const runs = 3;
const categories = ['performance', 'accessibility', 'best-practices'] as const;
const goals = { performance: 90, accessibility: 100, 'best-practices': undefined } as const;

/** What the score of performance is made of; its own goals are in the score. */
const metrics = [
  { id: 'first-contentful-paint', what: 'first contentful paint', unit: 'ms' },
  { id: 'largest-contentful-paint', what: 'largest contentful paint', unit: 'ms' },
  { id: 'total-blocking-time', what: 'total blocking time', unit: 'ms' },
  { id: 'cumulative-layout-shift', what: 'layout shift', unit: 'score' },
  { id: 'speed-index', what: 'speed index', unit: 'ms' },
] as const;

const figuresOf = (page: string, reports: readonly LighthouseReport[]): readonly Figure[] => [
  ...categories.map((category): Figure => {
    const goal = goals[category];
    const values = reports.map(({ scores }) => scores[category] ?? Number.NaN);
    return { what: `${page}: ${category}`, unit: 'of 100', better: 'higher', values, ...(goal && { goal }) };
  }),
  ...metrics.map(({ id, what, unit }): Figure => {
    return { what: `${page}: ${what}`, unit, values: reports.map(({ numbers }) => numbers[id] ?? Number.NaN) };
  }),
];

const measurePage = async (page: string, path: string): Promise<readonly Figure[]> => {
  const reports: LighthouseReport[] = [];
  for (let run = 0; run < runs; run += 1) {
    reports.push(await runLighthouse({ url: webUrl + path, categories, isThrottled: true }));
  }
  for (const fault of reports.at(-1)?.faults ?? []) console.log(`${page}: ${fault}`);
  return figuresOf(page, reports);
};

const measureStage = async ({ onAir: { namespace, name } }: Stage): Promise<readonly Figure[]> => [
  ...(await measurePage('home', '/')),
  ...(await measurePage('live page', `/watch/${namespace}/${name}`)),
];

/** Measures both pages with a stream on air. */
export const measureLighthouse = async (): Promise<readonly Figure[]> => {
  const stage = await setStage();
  try {
    return await measureStage(stage);
  } finally {
    await stage.strike();
  }
};

if (import.meta.main) printFigures(await measureLighthouse());
