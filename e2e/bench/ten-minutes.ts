/// <reference lib="dom" />
/**
 * Ten minutes of a live stream in Chromium: how often the picture stood, and how far it moved from its distance to the live edge, by
 * the programme date-times of the playlists and the clock that page and transcoder share.
 */
import type { Page } from 'playwright-core';
import { launchBrowser, webUrl } from '../src/browser.ts';
import { TestCluster } from '../src/cluster.ts';
import { startEncoder } from '../src/encoder.ts';
import { type Figure, printFigures } from './figures.ts';
import { secondsToFirstFrame, watchForFirstFrame } from './first-frame-watch.ts';

const minutes = 10;
/** A player takes its distance first. */
const settleMs = 15_000;
const lookEveryMs = 1_000;
const streamName = 'ten-minutes';

/** Runs in the page. */
const noteStalls = (): void => {
  const { video } = window.kubecast ?? {};
  const sinceMs = performance.now();
  const stalls: Stall[] = [];
  window.stalls = stalls;
  video?.addEventListener('waiting', () => {
    const beganMs = performance.now();
    const { buffered, currentTime } = video;
    const endSeconds = buffered.length > 0 ? buffered.end(buffered.length - 1) : Number.NaN;
    const stall: Stall = {
      atSeconds: (beganMs - sinceMs) / 1_000,
      aheadSeconds: endSeconds - currentTime,
      ms: undefined,
    };
    stalls.push(stall);
    video.addEventListener('playing', () => Object.assign(stall, { ms: performance.now() - beganMs }), { once: true });
  });
};

/** Runs in the page: milliseconds behind the clock; undefined while a picture has no date. */
const readLatency = (): number | undefined => {
  const shownMs = window.kubecast?.hls?.playingDate?.getTime();
  return shownMs === undefined ? undefined : Date.now() - shownMs;
};

/** How long the picture stood, undefined while it stands, and how much of the stream the player had by then. */
interface Stall {
  readonly atSeconds: number;
  readonly aheadSeconds: number;
  readonly ms: number | undefined;
}

declare global {
  interface Window {
    stalls?: readonly Stall[];
  }
}

/** Milliseconds behind the clock, once a second for as long. */
const followLatency = async (page: Page): Promise<readonly number[]> => {
  const latencies: number[] = [];
  for (let elapsedMs = 0; elapsedMs < minutes * 60_000; elapsedMs += lookEveryMs) {
    const latency = await page.evaluate(readLatency);
    if (latency !== undefined) latencies.push(latency);
    await page.waitForTimeout(lookEveryMs);
    if (elapsedMs % 60_000 === 0) console.log(`minute ${elapsedMs / 60_000 + 1} of ${minutes}, ${latency} ms behind`);
  }
  return latencies;
};

const watch = async (page: Page, path: string): Promise<readonly Figure[]> => {
  await watchForFirstFrame(page);
  await page.goto(`${webUrl}${path}`);
  await secondsToFirstFrame(page);
  await page.waitForTimeout(settleMs);
  await page.evaluate(noteStalls);
  const latencies = await followLatency(page);
  const [first = Number.NaN] = latencies;
  const stalls = await page.evaluate(() => window.stalls);
  for (const stall of stalls ?? []) console.log('the picture stood:', stall);
  return [
    { what: `stalls in ${minutes} minutes`, unit: 'count', values: [stalls?.length ?? Number.NaN], goal: 0 },
    {
      what: 'furthest from the first latency',
      unit: 'ms',
      values: [Math.max(...latencies.map((ms) => Math.abs(ms - first)))],
      goal: 150,
    },
    {
      what: 'drift, last latency to the first',
      unit: 'ms',
      values: [Math.abs((latencies.at(-1) ?? Number.NaN) - first)],
      goal: 150,
    },
  ];
};

/** See the file header. */
export const measureTenMinutes = async (): Promise<readonly Figure[]> => {
  const cluster = await TestCluster.open('bench-ten-minutes');
  const browser = await launchBrowser();
  const encoder = startEncoder(await cluster.start(streamName));
  try {
    await cluster.waitForCondition(streamName, { type: 'Live', status: 'True' });
    return await watch(await browser.newPage(), `/watch/${cluster.namespace}/${streamName}`);
  } finally {
    await browser.close();
    await encoder.leave();
    await cluster.close();
  }
};

if (import.meta.main) printFigures(await measureTenMinutes());
