/** What Lighthouse says of a page, as a phone, a desktop or this machine's own browser shows it. */
import { freePort } from '@kubecast/media/testing/s3-server';
import lighthouse, { desktopConfig, type Flags } from 'lighthouse';
import { chromium } from 'playwright-core';
import { z } from 'zod';
import { browserOptions } from './browser.ts';

export interface LighthouseRun {
  readonly url: string;
  readonly categories: readonly Category[];
  readonly device: Device;
}

/**
 * `here`: a phone's size, as fast as this machine. `phone` and `desktop`: Lighthouse's presets; its phone is four times as slow as the
 * machine, whatever that is. `slowdown`: the phone with another factor.
 */
export type Device = 'here' | 'phone' | 'desktop' | { readonly slowdown: number };

export type Category = 'performance' | 'accessibility' | 'best-practices';

/** Scores are 0 to 100; times are milliseconds. */
export interface LighthouseReport {
  readonly scores: Readonly<Partial<Record<Category, number>>>;
  /** Numbers of audits by their ids. */
  readonly numbers: Readonly<Record<string, number>>;
  /** How fast the machine was, by Lighthouse's own measure. */
  readonly benchmarkIndex: number;
  /** What was not perfect: id, title, and the elements or addresses that it names. */
  readonly faults: readonly string[];
}

/** For pages that are never at rest; without throttling they are complete long before. */
const maxWaitMs = { throttled: 20_000, unthrottled: 8_000 };

const audit = z.looseObject({
  id: z.string(),
  title: z.string(),
  score: z.number().nullable(),
  scoreDisplayMode: z.string(),
  numericValue: z.number().optional(),
  displayValue: z.string().optional(),
  details: z.looseObject({ items: z.unknown().optional() }).optional(),
});
const category = z.looseObject({ score: z.number().nullable(), auditRefs: z.array(z.looseObject({ id: z.string() })) });
const reportSchema = z.looseObject({
  environment: z.looseObject({ benchmarkIndex: z.number() }),
  runtimeError: z.looseObject({ code: z.string(), message: z.string() }).optional(),
  categories: z.record(z.string(), category),
  audits: z.record(z.string(), audit),
});

type Audit = z.output<typeof audit>;

const isFault = ({ score, scoreDisplayMode }: Audit): boolean =>
  score !== null && score < 1 && scoreDisplayMode !== 'informative' && scoreDisplayMode !== 'notApplicable';

const faultText = ({ id, title, displayValue = '', details }: Audit): string =>
  `${id} (${title}) ${displayValue} ${JSON.stringify(details?.items ?? []).slice(0, 600)}`;

/** Of a trace that Chromium began too late, which another run has not. */
const isWithoutBeginning = (result: unknown): boolean =>
  reportSchema.parse(result).runtimeError?.code === 'NO_NAVSTART';

const summarize = (result: unknown): LighthouseReport => {
  const { runtimeError, categories, audits, environment } = reportSchema.parse(result);
  if (runtimeError) throw new Error(`Lighthouse could not look at the page: ${runtimeError.message}`);
  const all = Object.values(audits);
  const numbers = all.flatMap(({ id, numericValue }) => (numericValue === undefined ? [] : [[id, numericValue]]));
  return {
    scores: Object.fromEntries(
      Object.entries(categories).map(([id, { score }]) => [id, Math.round(100 * (score ?? 0))]),
    ),
    numbers: Object.fromEntries(numbers),
    benchmarkIndex: environment.benchmarkIndex,
    faults: all.filter(isFault).map(faultText),
  };
};

const flagsOf = (device: Device): Flags => {
  if (device === 'here') return { throttlingMethod: 'provided' };
  return typeof device === 'string' ? {} : { throttling: { cpuSlowdownMultiplier: device.slowdown } };
};

const runOnce = async ({ url, categories, device }: LighthouseRun): Promise<unknown> => {
  const port = await freePort();
  const browser = await chromium.launch(browserOptions(`--remote-debugging-port=${port}`));
  try {
    const flags: Flags = {
      port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: [...categories],
      maxWaitForLoad: device === 'here' ? maxWaitMs.unthrottled : maxWaitMs.throttled,
      ...flagsOf(device),
    };
    return (await lighthouse(url, flags, device === 'desktop' ? desktopConfig : undefined))?.lhr;
  } finally {
    await browser.close();
  }
};

/**
 * Each run has a browser of its own that has never been here, and plays sound only after a gesture. Live pages are never at rest: they
 * are looked at after a while.
 */
export const runLighthouse = async (run: LighthouseRun): Promise<LighthouseReport> => {
  const result = await runOnce(run);
  return summarize(isWithoutBeginning(result) ? await runOnce(run) : result);
};
