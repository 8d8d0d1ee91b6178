/**
 * The player through interruptions, in a real browser and without a cluster: the page as it is shipped, real media, and an origin
 * that fails as it is told. How long each took is printed, not judged.
 */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from './src/browser.ts';
import { type BuiltPage, buildPage } from './src/faulty-origin/build-page.ts';
import { type Clip, makeClip } from './src/faulty-origin/clip.ts';
import { type Fault, FaultyOrigin, noFault } from './src/faulty-origin/faulty-origin.ts';
import { InterruptedViewer } from './src/faulty-origin/interrupted-viewer.ts';
import { setVolume } from './src/player-controls.ts';

const wideSizes = { '180p': { width: 320, height: 180 }, '90p': { width: 160, height: 90 } };
const squareSizes = { '180p': { width: 240, height: 180 }, '90p': { width: 120, height: 90 } };
const otherLadder = { '120p': { width: 214, height: 120 }, '60p': { width: 106, height: 60 } };
const windowSeconds = 20;

const cut: Fault = { kind: 'cut' };
const status = (code: number, problem?: string): Fault => ({
  kind: 'status',
  status: code,
  ...(problem !== undefined && { code: problem }),
});

describe('the player', () => {
  let browser: Browser;
  let built: BuiltPage;
  let wide: Clip;
  let square: Clip;
  let origin: FaultyOrigin;
  let viewer: InterruptedViewer;

  beforeAll(async () => {
    [browser, built] = await Promise.all([launchBrowser(), buildPage()]);
    wide = await makeClip(wideSizes, 60);
    square = await makeClip(squareSizes, 30);
  });

  afterAll(async () => {
    await browser?.close();
    await built?.remove();
  });

  beforeEach(async () => {
    origin = await FaultyOrigin.start({ clip: wide, windowSeconds, page: built });
    viewer = await InterruptedViewer.open(browser, origin.pageUrl);
  });

  afterEach(async () => {
    await viewer?.close();
    await origin?.close();
  });

  const sayMotion = async (what: string): Promise<void> => {
    console.log(`${what}: the picture moves after ${await viewer.waitForMotion()} ms`);
  };

  /** Neither a reload nor a new engine nor a fault of a script. */
  const expectSamePage = async (): Promise<void> => {
    const { engines, loads } = await viewer.look();
    expect({ engines, loads, complaints: viewer.complaints }).toEqual({ engines: 1, loads: 1, complaints: [] });
  };

  it('goes on when the encoder comes back in another size, and keeps the menu', async () => {
    origin.stream.encoderLeaves();
    const away = await viewer.waitForState('reconnecting');
    expect(away).toMatchObject({ title: 'The stream will be right back', qualities: ['180p', '90p'] });
    // Longer than a decoder is given that has data and stands still: that the first data ends a wait of any length is the point.
    await viewer.page.waitForTimeout(12_000);
    origin.stream.encoderReturns(square);
    await sayMotion('encoder away, back in another size');
    await viewer.waitForState('live');
    await expectSamePage();
  });

  it('switches rungs while the encoder is away', async () => {
    await viewer.chooseQuality('180p');
    await viewer.waitFor('the upper rung is shown', ({ height }) => height === 180);
    origin.stream.encoderLeaves();
    await viewer.waitForState('reconnecting');
    await viewer.chooseQuality('90p');
    origin.stream.encoderReturns();
    await sayMotion('rung switched while away');
    const look = await viewer.waitFor('the lower rung is shown', ({ height }) => height === 90);
    expect(look.chosenQuality).toBe('90p');
    await expectSamePage();
  });

  it('lets one who is behind play on undisturbed while the encoder is away, up to the edge and beyond', async () => {
    await viewer.moveSeekBar(0.4);
    await viewer.waitForState('behind');
    await viewer.waitForMotion();
    origin.stream.encoderLeaves();
    const from = await viewer.look();
    const states = new Set<string>();
    await viewer.waitFor('five seconds are played', ({ state, positionSeconds }) => {
      states.add(state);
      return positionSeconds > from.positionSeconds + 5;
    });
    expect([...states].filter((state) => state !== 'behind' && state !== 'live')).toEqual([]);
    await viewer.waitForState('reconnecting');
    origin.stream.encoderReturns();
    await sayMotion('behind, reached the edge while away');
    await expectSamePage();
  });

  it.each([502, 503])('goes on after servers on the way answered %i', async (code) => {
    origin.failBy(() => status(code));
    expect((await viewer.waitForState('reconnecting')).title).toBe('The stream will be right back');
    origin.failBy(noFault);
    await sayMotion(`${code} for some seconds`);
    await viewer.waitForState('live');
    await expectSamePage();
  });

  it('goes on after an origin that was gone comes back with its window', async () => {
    origin.stream.encoderLeaves();
    origin.failBy(() => cut);
    expect((await viewer.waitForState('disconnected')).title).toBe('Connection lost');
    origin.failBy(noFault);
    origin.stream.encoderReturns();
    await sayMotion('origin gone');
    await viewer.waitForState('live');
    await expectSamePage();
  });

  it('goes on at the live edge after its own network was away', async () => {
    await viewer.context.setOffline(true);
    expect((await viewer.waitForState('disconnected')).title).toBe('Connection lost');
    await viewer.page.waitForTimeout(10_000);
    await viewer.context.setOffline(false);
    await sayMotion('network off');
    await viewer.waitForState('live');
    await expectSamePage();
  });

  it('goes on at the live edge after a sleep', async () => {
    await viewer.sleepFor(15_000);
    await sayMotion('asleep');
    const { dateTimeMs } = await viewer.waitFor(
      'the present is shown',
      (look) => Date.now() - look.dateTimeMs < 10_000,
    );
    expect(dateTimeMs).toBeGreaterThan(0);
    await viewer.waitForState('live');
  });

  it('joins again after a jump of the numbers', async () => {
    origin.stream.encoderLeaves();
    await viewer.waitForState('reconnecting');
    origin.stream.skipNumbers(7);
    origin.stream.encoderReturns();
    await sayMotion('numbers jumped');
    await viewer.waitForState('live');
    const { loads } = await viewer.look();
    expect({ loads, complaints: viewer.complaints }).toEqual({ loads: 1, complaints: [] });
  });

  it('leaves a rung whose playlist fails, and takes it again later', async () => {
    await viewer.waitFor('the upper rung is shown', ({ height }) => height === 180);
    origin.failBy((path) => (path === '180p/playlist.m3u8' ? status(503) : undefined));
    await viewer.waitFor('the lower rung is shown', ({ height }) => height === 90);
    await sayMotion('one rung away');
    origin.failBy(noFault);
    await viewer.waitFor('the upper rung is shown again', ({ height }) => height === 180);
    await expectSamePage();
  });

  it('says that the stream is gone when it is, and goes on when it is there again', async () => {
    origin.failBy(() => status(404, 'LiveStreamNotFound'));
    expect((await viewer.waitForState('offline')).title).toBe('There is no such stream');
    origin.failBy(noFault);
    await viewer.waitForState('live');
    await sayMotion('stream deleted and made again');
    expect((await viewer.look()).loads).toBe(1);
  });

  it('goes on with the next session of another ladder by itself', async () => {
    origin.stream.endSession();
    expect((await viewer.waitForState('ended')).qualities).toEqual(['180p', '90p']);
    await viewer.waitFor('the end is reached', ({ title }) => title === 'The stream has ended');
    origin.stream.startSession(await makeClip(otherLadder, 30));
    const { qualities, loads } = await viewer.waitForState('live');
    await sayMotion('next session');
    expect({ qualities, loads }).toEqual({ qualities: ['120p', '60p'], loads: 1 });
  });

  it('gets over media that no decoder takes', async () => {
    origin.stream.garbleNext(3);
    await viewer.page.waitForTimeout(6_000);
    await viewer.waitForState('live');
    await sayMotion('garbled media');
    expect((await viewer.look()).loads).toBe(1);
  });

  describe('with a new engine', () => {
    const breakEngine = async (): Promise<void> => {
      const { engines } = await viewer.look();
      await viewer.breakEngine();
      await viewer.waitFor('there is a new engine', (look) => look.engines > engines);
    };

    it('is at the live edge again', async () => {
      await breakEngine();
      await sayMotion('new engine');
      await viewer.waitForState('live');
    });

    it('is at the same moment again, with its quality and volume', async () => {
      await viewer.chooseQuality('90p');
      await setVolume(viewer.page, 0.3);
      await viewer.moveSeekBar(0.3);
      await viewer.waitFor('it plays further back', ({ state, height }) => state === 'behind' && height === 90);
      await viewer.waitForMotion();
      const before = await viewer.look();
      await breakEngine();
      await sayMotion('new engine, behind');
      const after = await viewer.waitFor(
        'the moment is known',
        ({ dateTimeMs, height }) => dateTimeMs > 0 && height > 0,
      );
      const { state, volume, chosenQuality, height } = after;
      expect({ state, volume, chosenQuality, height }).toEqual({
        state: 'behind',
        volume: 0.3,
        chosenQuality: '90p',
        height: 90,
      });
      expect(after.dateTimeMs - before.dateTimeMs).toBeGreaterThan(-500);
      expect(after.dateTimeMs - before.dateTimeMs).toBeLessThan(4_000);
    });

    it('stays paused at the same moment', async () => {
      await viewer.page.keyboard.press('k');
      const before = await viewer.waitFor('it is paused', ({ isPaused }) => isPaused);
      await breakEngine();
      const after = await viewer.waitFor(
        'the picture of that moment is there',
        ({ height, dateTimeMs }) => height > 0 && Math.abs(dateTimeMs - before.dateTimeMs) < 500,
      );
      expect(after.isPaused).toBe(true);
      expect(Math.abs(after.dateTimeMs - before.dateTimeMs)).toBeLessThan(500);
      await viewer.page.keyboard.press('k');
      await viewer.waitForMotion();
    });
  });
});
