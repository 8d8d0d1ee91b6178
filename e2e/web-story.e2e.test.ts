/**
 * The web app as its users meet it: a streamer with a studio and an encoder, and a stranger who watches in a browser of their own, from
 * the registration to the deletion. Everything is found by its role and name.
 */
import { randomBytes } from 'node:crypto';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './src/browser.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { targetFromUrl } from './src/srt-url.ts';
import { inventAccount } from './src/test-account.ts';
import { waitForMotion } from './src/wait-for-frame.ts';
import { register } from './src/web/entrance.ts';
import { LiveView, someoneWatching } from './src/web/live-view.ts';
import { removeAccount } from './src/web/remove-account.ts';
import { Studio } from './src/web/studio.ts';
import { deleteVideo, makePrivate, openMyVideos, search, videoLink } from './src/web/videos.ts';
import { Visitor } from './src/web/visitor.ts';

const word = randomBytes(4).toString('hex');
const title = `Harbour ${word}`;
const patience = { timeoutMs: 60_000, intervalMs: 200 };

describe('the web app', () => {
  const streamer = inventAccount('streamer');
  const fan = inventAccount('fan');
  let browser: Browser;
  let owner: Visitor;
  let viewer: Visitor;
  let studio: Studio;
  let live: LiveView;
  let encoder: Encoder;
  let address = '';
  let startedMs = 0;

  beforeAll(async () => {
    browser = await launchBrowser();
    [owner, viewer] = await Promise.all([Visitor.arrive(browser), Visitor.arrive(browser)]);
  });

  afterAll(async () => {
    await encoder?.leave();
    await browser?.close();
    await Promise.all([removeAccount(streamer), removeAccount(fan)]);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await Promise.all([owner.keepPicture('web-story-owner'), viewer.keepPicture('web-story-viewer')]);
    }
    expect(owner.faults).toEqual([]);
    expect(viewer.faults).toEqual([]);
  });

  it('registers a streamer, who creates a stream in the studio', async () => {
    await owner.goTo('/');
    await owner.page.getByRole('banner').getByRole('link', { name: 'Register' }).click();
    await register(owner.page, streamer);
    studio = await Studio.create(owner, { title });
    await studio.waitForStanding('Ready');
  });

  it('shows the address for encoders, which is all that one needs', async () => {
    address = await studio.copyAddress();
    expect(await studio.revealAddress()).toBe(address);
    startedMs = Date.now();
    encoder = startEncoder(targetFromUrl(address));
    await studio.waitForStanding('Live');
  });

  it('shows the streamer that all is well: picture, health and numbers', async () => {
    await waitForMotion(owner.page);
    // Whether the source is fast enough depends on the machine: that is not asked here.
    await studio.health('Ready for your encoder').waitFor();
    await studio.health('Saving keeps up').waitFor();
    const bitrate = studio.chart('Bitrate');
    await waitFor('the bitrate is known', async () => /now \d/.test((await bitrate.getAttribute('aria-label')) ?? ''));
    const before = await bitrate.innerHTML();
    await waitFor('the chart moves', async () => (await bitrate.innerHTML()) !== before);
  });

  it('leads a stranger from the home page to the picture, and counts them', async () => {
    await viewer.goTo('/');
    const list = viewer.page.getByRole('region', { name: 'Live now' });
    await list.getByRole('link', { name: title, exact: true }).click();
    await viewer.page.getByRole('heading', { name: title, level: 1 }).waitFor();
    live = new LiveView(viewer.page);
    const { codedMs } = await live.waitForLive();
    expect(codedMs).toBeGreaterThan(startedMs);
    await someoneWatching(viewer.page).waitFor();
    await someoneWatching(owner.page).waitFor();
  });

  it('goes back in time, and to the present again', async () => {
    await live.waitForWindow(15);
    const present = await live.waitForLive();
    await live.seek(0);
    await live.frameWhere('an old picture', ({ codedMs }) => codedMs < present.codedMs - 6_000);
    await waitFor('the bar says how far', async () => / behind live$/.test(await live.place()), patience);
    await live.goLive();
    await live.frameWhere('a new picture', ({ codedMs }) => codedMs > present.codedMs);
    await live.waitForLive();
  });

  it('changes the quality', async () => {
    await live.chooseQuality('180p');
    await live.frameWhere('the small rung', ({ height }) => height === 180);
    await live.chooseQuality('360p');
    await live.frameWhere('the large rung', ({ height }) => height === 360);
  });

  it('is worked by keys', async () => {
    const { keyboard } = viewer.page;
    await keyboard.press('k');
    await viewer.page.getByRole('button', { name: 'Play' }).first().waitFor();
    await keyboard.press('k');
    await viewer.page.getByRole('button', { name: 'Pause' }).first().waitFor();
    const before = await waitForMotion(viewer.page);
    await keyboard.press('j');
    await live.frameWhere('an earlier picture', ({ codedMs }) => codedMs < before.codedMs - 3_000);
    await keyboard.press('m');
    await viewer.page.getByRole('button', { name: 'Unmute' }).waitFor();
    await keyboard.press('?');
    await viewer.page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await keyboard.press('Escape');
    await live.goLive();
    await live.waitForLive();
  });

  it('waits for an encoder that drops, and goes on by itself', async () => {
    await live.markPage();
    await encoder.leave();
    await Promise.all([
      live.caption('The stream will be right back').waitFor(),
      studio.waitForStanding('Reconnecting'),
    ]);
    const returnedMs = Date.now();
    encoder = startEncoder(targetFromUrl(address));
    await studio.waitForStanding('Live');
    await live.frameWhere('a picture after the return', ({ codedMs }) => codedMs > returnedMs);
    await live.waitForLive();
    expect(await live.isMarkedPage()).toBe(true);
  });

  it('ends for both when the streamer says so', async () => {
    await studio.recording().getByText(`${title}: Recording`, { exact: true }).waitFor();
    await studio.endSession();
    await viewer.page.getByRole('button', { name: 'Ended' }).waitFor();
    await encoder.outcome;
  });

  it('makes a video of the session by itself', async () => {
    await studio.recording().getByText(`${title}: Complete`, { exact: true }).waitFor();
    await studio
      .recording()
      .getByRole('link', { name: `Watch ${title}` })
      .waitFor();
    await openMyVideos(owner.page);
    await videoLink(owner.page, title).waitFor();
  });

  it('plays the video in the other browser', async () => {
    await viewer.page.getByRole('link', { name: 'Watch the recording' }).click();
    await viewer.page.getByRole('heading', { name: 'Chapters' }).waitFor();
    const { codedMs } = await waitForMotion(viewer.page);
    expect(codedMs).toBeGreaterThan(startedMs);
  });

  it('is liked by the viewer, who registers for that and comes back', async () => {
    await viewer.page.getByRole('link', { name: '0, log in to like it' }).click();
    await viewer.page.getByRole('main').getByRole('link', { name: 'Register' }).click();
    await register(viewer.page, fan);
    await viewer.page.getByRole('button', { name: '0 likes: like it', pressed: false }).click();
    await viewer.page.getByRole('button', { name: '1 like: like it', pressed: true }).waitFor();
  });

  it('is found by a search', async () => {
    await search(viewer.page, word);
    await videoLink(viewer.page, title).waitFor();
  });

  it('is lost to the others when it becomes private', async () => {
    await makePrivate(owner.page, title);
    // What is not theirs to see is not there.
    viewer.allow(/404 .*\/api\/videos\//);
    await videoLink(viewer.page, title).click();
    await viewer.page.getByText('There is no such video, or it is not yours to see').waitFor();
    await search(viewer.page, word);
    await viewer.page.getByText(/^Nothing found/).waitFor();
  });

  it('is gone when its owner deletes it, and the stream after it', async () => {
    await deleteVideo(owner.page, title);
    await videoLink(owner.page, title).waitFor({ state: 'detached' });
    await owner.page.getByRole('banner').getByRole('link', { name: 'Studio' }).click();
    await owner.page.getByRole('link', { name: title }).click();
    // Its picture may have been on the way to the list.
    owner.allow(/404 .*\/thumbnail\.jpg/);
    await studio.delete();
    await owner.page.getByText('No stream yet').waitFor();
  });
});
