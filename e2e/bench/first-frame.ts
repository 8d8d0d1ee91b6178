/**
 * How long a viewer waits for a picture, in Chromium, from the press of a button to the first frame that is presented
 * (`requestVideoFrameCallback`), both by the clock of the page. In each run, one after the other, each in a browser context
 * without a cache:
 *
 * - the web app’s home page is open, the card of a live stream is pointed at for 0.3 s and clicked;
 * - the same, clicked by a pointer that comes with the click, as a finger does: nothing was fetched ahead;
 * - the address of the stream’s page is opened, from the navigation’s beginning;
 * - MediaMTX’s own page is open, hls.js loaded, but begins when a button is clicked and not by itself: nothing is left to do
 *   but to play, whereas ours changes the page first;
 * - the address of MediaMTX’s own page is opened.
 *
 * Both get the same test picture of an encoder each, with a keyframe every 2 s, and were joined once before. Ours transcodes it
 * into three rungs and goes through nginx and edge; MediaMTX answers on this host itself.
 */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, webUrl } from '../src/browser.ts';
import { TestCluster } from '../src/cluster.ts';
import { type Encoder, startEncoder } from '../src/encoder.ts';
import { LiveEdgeClient } from '../src/live-edge-client.ts';
import { type Figure, printFigures } from './figures.ts';
import { secondsToFirstFrame, secondsToTarget, watchForFirstFrame } from './first-frame-watch.ts';
import { type MediaMtx, startMediaMtx } from './mediamtx.ts';

const runs = 12;
const pointedAtMs = 300;
const targetToleranceSeconds = 0.3;
const leastSegments = 8;

interface Bed {
  readonly browser: Browser;
  readonly streamPath: string;
  readonly mediaMtx: MediaMtx;
}

interface Join {
  readonly frameSeconds: number;
  /** Only of a card that is pointed at, then clicked; NaN for the others. */
  readonly targetSeconds: number;
}

type Begin = (page: Page, bed: Bed) => Promise<unknown>;

const openHome = async (page: Page, { streamPath }: Bed) => {
  await page.goto(webUrl);
  const card = page.locator(`a[href="${streamPath}"]`);
  await card.waitFor();
  await page.waitForLoadState('networkidle');
  return card;
};

const pointAndClick: Begin = async (page, bed) => {
  const card = await openHome(page, bed);
  await card.hover();
  await page.waitForTimeout(pointedAtMs);
  await card.click();
};

const clickAtOnce: Begin = async (page, bed) => (await openHome(page, bed)).click();

const openAddress: Begin = (page, { streamPath }) => page.goto(`${webUrl}${streamPath}`);

const playsWhenLoaded = 'window.addEventListener("load", ';
const playsWhenClicked = 'document.querySelector("#play").addEventListener("click", ';

/** MediaMTX’s own page, with a button. */
const pressPlay: Begin = async (page, { mediaMtx }) => {
  await page.route(mediaMtx.pageUrl, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    if (!html.includes(playsWhenLoaded)) throw new Error('The page of MediaMTX does not begin as it did');
    const body = html.replace('<body>', '<body><button id="play" style="position: relative; z-index: 1">Play</button>');
    await route.fulfill({ response, body: body.replace(playsWhenLoaded, playsWhenClicked) });
  });
  await page.goto(mediaMtx.pageUrl, { waitUntil: 'networkidle' });
  await page.locator('#play').click();
};

const openMediaMtx: Begin = (page, { mediaMtx }) => page.goto(mediaMtx.pageUrl);

const joinIn = async (context: BrowserContext, bed: Bed, begin: Begin): Promise<Join> => {
  const page = await context.newPage();
  await watchForFirstFrame(page);
  await begin(page, bed);
  const frameSeconds = await secondsToFirstFrame(page);
  const isAskedFor = begin === pointAndClick;
  return { frameSeconds, targetSeconds: isAskedFor ? await secondsToTarget(page, targetToleranceSeconds) : Number.NaN };
};

const join = async (bed: Bed, begin: Begin): Promise<Join> => {
  const context = await bed.browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    return await joinIn(context, bed, begin);
  } finally {
    await context.close();
  }
};

const ways = { pointAndClick, clickAtOnce, openAddress, pressPlay, openMediaMtx };
type Joins = Record<keyof typeof ways, Join[]>;

const joinEachWay = async (bed: Bed, joins: Joins): Promise<void> => {
  for (const way of Object.keys(ways) as (keyof typeof ways)[]) joins[way].push(await join(bed, ways[way]));
};

const noJoins = (): Joins => ({ pointAndClick: [], clickAtOnce: [], openAddress: [], pressPlay: [], openMediaMtx: [] });

const figuresOf = (joins: Joins): readonly Figure[] => {
  const frames = (way: keyof Joins): readonly number[] => joins[way].map(({ frameSeconds }) => frameSeconds);
  const pressed = { name: 'MediaMTX, play pressed', values: frames('pressPlay') };
  const opened = { name: 'MediaMTX, page opened', values: frames('openMediaMtx') };
  const goal = 0.2;
  return [
    {
      ...{ what: 'card pointed at, then clicked, to first frame', unit: 's', goal },
      ...{ values: frames('pointAndClick'), baseline: pressed },
    },
    {
      ...{ what: 'card clicked at once to first frame', unit: 's', goal },
      ...{ values: frames('clickAtOnce'), baseline: pressed },
    },
    { what: 'address opened to first frame', unit: 's', values: frames('openAddress'), baseline: opened },
    {
      ...{ what: 'card clicked to target latency', unit: 's', goal: 4 },
      values: joins.pointAndClick.map(({ targetSeconds }) => targetSeconds),
    },
  ];
};

/** A stream that has only begun has no place as far from its edge as players mean to be. */
const waitForWindow = async (namespace: string): Promise<void> => {
  const edge = new LiveEdgeClient(namespace, 'first-frame');
  const isLongEnough = async () => (await edge.playlist('360p')).segments.length > leastSegments;
  await waitFor('the stream is long enough', isLongEnough, { timeoutMs: 60_000, intervalMs: 500 });
};

const joinAgainAndAgain = async (cluster: TestCluster, mediaMtx: MediaMtx): Promise<Joins> => {
  const browser = await launchBrowser();
  const encoders: Encoder[] = [];
  try {
    encoders.push(startEncoder(await cluster.start('first-frame')), startEncoder(mediaMtx.target));
    await cluster.waitForCondition('first-frame', { type: 'Live', status: 'True' });
    await mediaMtx.waitUntilPlayable();
    await waitForWindow(cluster.namespace);
    const bed: Bed = { browser, mediaMtx, streamPath: `/watch/${cluster.namespace}/first-frame` };
    await joinEachWay(bed, noJoins());
    const joins = noJoins();
    for (let run = 0; run < runs; run += 1) await joinEachWay(bed, joins);
    return joins;
  } finally {
    await browser.close();
    await Promise.all(encoders.map((encoder) => encoder.leave()));
  }
};

/** See the file header. */
export const measureFirstFrames = async (): Promise<readonly Figure[]> => {
  const mediaMtx = await startMediaMtx();
  try {
    const cluster = await TestCluster.open('bench-first-frame');
    return await joinAgainAndAgain(cluster, mediaMtx)
      .then(figuresOf)
      .finally(() => cluster.close());
  } finally {
    await mediaMtx.stop();
  }
};

if (import.meta.main) printFigures(await measureFirstFrames());
