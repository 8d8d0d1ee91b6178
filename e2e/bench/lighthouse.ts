/**
 * Lighthouse's scores of the home page and of a live page through nginx. Its phone is four times as slow as the machine that
 * measures, whatever that is: the same is measured for a phone of the middle, as Chrome's own calibration has it, and for its
 * desktop. Each run has a browser that has never been here.
 */
import { webUrl } from '../src/browser.ts';
import { type Device, type LighthouseReport, runLighthouse } from '../src/run-lighthouse.ts';
import { type Stage, setStage } from '../src/web/stage/stage.ts';
import { type Figure, median, printFigures } from './figures.ts';

const runs = 3;
const categories = ['performance', 'accessibility', 'best-practices'] as const;
const goals = { performance: 90, accessibility: 100, 'best-practices': undefined } as const;

/** Lighthouse's index of a phone of the middle, a Pixel 5 (`midScore` of CalibrationController.ts in Chrome's DevTools). */
const middlePhoneIndex = 1_000;

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
  { what: `${page}: benchmark index`, unit: 'more is faster', better: 'higher', values: indexesOf(reports) },
];

const indexesOf = (reports: readonly LighthouseReport[]): readonly number[] =>
  reports.map(({ benchmarkIndex }) => benchmarkIndex);

const look = async (url: string, device: Device): Promise<readonly LighthouseReport[]> => {
  const reports: LighthouseReport[] = [];
  for (let run = 0; run < runs; run += 1) reports.push(await runLighthouse({ url, categories, device }));
  return reports;
};

const measurePage = async (page: string, path: string): Promise<readonly Figure[]> => {
  const url = webUrl + path;
  const phone = await look(url, 'phone');
  for (const fault of phone.at(-1)?.faults ?? []) console.log(`${page}: ${fault}`);
  const slowdown = Math.max(1, median(indexesOf(phone)) / middlePhoneIndex);
  return [
    ...figuresOf(`${page}, phone`, phone),
    ...figuresOf(`${page}, middle phone (${slowdown.toFixed(1)} times as slow)`, await look(url, { slowdown })),
    ...figuresOf(`${page}, desktop`, await look(url, 'desktop')),
  ];
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
