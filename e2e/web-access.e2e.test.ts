/**
 * Who may do what in the web app, and what goes on when parts of it are away: a private stream, its key, the login in two browsers, and
 * viewers without the api or without its WebSocket. One stream, of one account, serves all.
 */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './src/browser.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { publishOnce, testPicture } from './src/srt-publisher.ts';
import { targetFromUrl } from './src/srt-url.ts';
import { inventAccount } from './src/test-account.ts';
import { waitForMotion } from './src/wait-for-frame.ts';
import { logIn, logOutEverywhere, register } from './src/web/entrance.ts';
import { LiveView, someoneWatching } from './src/web/live-view.ts';
import { removeAccount } from './src/web/remove-account.ts';
import { Studio } from './src/web/studio.ts';
import { Visitor } from './src/web/visitor.ts';

/** The pod reads its key anew within seconds. */
const patience = { timeoutMs: 90_000, intervalMs: 200 };

const title = 'For myself alone';
const renamed = 'For everybody';

/** Whether an encoder with this address is let in. */
const isLetIn = async (address: string): Promise<boolean> => {
  const leave = new AbortController();
  const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(15_000)]);
  return (await publishOnce(targetFromUrl(address), testPicture(), signal, () => leave.abort())).connected;
};

describe('access by the web app', () => {
  const account = inventAccount('access');
  let browser: Browser;
  let owner: Visitor;
  let studio: Studio;
  let encoder: Encoder | undefined;
  let path = '';
  let address = '';
  const visitors: Visitor[] = [];

  const arrive = async (): Promise<Visitor> => {
    const visitor = await Visitor.arrive(browser);
    visitors.push(visitor);
    return visitor;
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    owner = await arrive();
    await owner.goTo('/register?next=%2Fstudio');
    await register(owner.page, account);
    studio = await Studio.create(owner, { title, isPrivate: true });
    await studio.waitForStanding('Ready');
    path = await studio.viewersPath();
    address = await studio.copyAddress();
    encoder = startEncoder(targetFromUrl(address));
    await studio.waitForStanding('Live');
  });

  afterAll(async () => {
    await encoder?.leave();
    await browser?.close();
    await removeAccount(account);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await Promise.all(visitors.map((visitor, place) => visitor.keepPicture(`web-access-${place}`)));
    }
    expect(visitors.flatMap(({ faults }) => faults)).toEqual([]);
    await Promise.all(visitors.splice(1).map((visitor) => visitor.leave()));
  });

  /** The owner in another browser, led to the stream by the login. */
  const logInElsewhere = async (): Promise<LiveView> => {
    const visitor = await arrive();
    // A stranger is refused, as is the playlist until the owner has a grant.
    visitor.allow(/403 .*\/live-streams\//);
    visitor.allow(/404 .*\/api\/streams\/by-name\//);
    await visitor.goTo(path);
    await visitor.page.getByText('This stream is private').waitFor();
    await visitor.page.getByRole('link', { name: 'Log in to watch' }).click();
    await logIn(visitor.page, account);
    return new LiveView(visitor.page);
  };

  it('shows a private stream to its owner in the studio', async () => {
    owner.allow(/403 .*\/live-streams\//);
    await waitForMotion(owner.page);
  });

  it('keeps it from strangers, leads them to the login, and back when they have logged in', async () => {
    const view = await logInElsewhere();
    await view.page.getByRole('heading', { name: title, level: 1 }).waitFor();
    expect(new URL(view.page.url()).pathname).toBe(path);
    await view.waitForLive();
  });

  it('lists it for nobody', async () => {
    const stranger = await arrive();
    await stranger.goTo('/');
    await stranger.page
      .getByRole('region', { name: 'Newest videos' })
      .or(stranger.page.getByText('Live streaming on Kubernetes'))
      .waitFor();
    expect(await stranger.page.getByRole('link', { name: title }).count()).toBe(0);
  });

  it('lets anybody watch once it is public', async () => {
    await studio.change({ isPrivate: false });
    const stranger = await arrive();
    await stranger.goTo(path);
    await new LiveView(stranger.page).waitForLive();
  });

  it('plays without the api', async () => {
    const stranger = await arrive();
    stranger.allow(/ERR_FAILED .*\/api\//);
    await stranger.page.route('**/api/**', (route) => route.abort());
    await stranger.page.routeWebSocket('**/api/realtime', (socket) => socket.close());
    await stranger.goTo(path);
    const view = new LiveView(stranger.page);
    await view.waitForLive();
    await stranger.page.getByText('Kubecast cannot be reached.').waitFor();
    await waitForMotion(stranger.page);
  });

  it('counts viewers without a WebSocket, and shows them what changes', async () => {
    const stranger = await arrive();
    await stranger.page.routeWebSocket('**/api/realtime', (socket) => socket.close());
    const told = stranger.page.waitForResponse('**/api/realtime/watching');
    await stranger.goTo(path);
    await new LiveView(stranger.page).waitForLive();
    expect((await told).ok()).toBe(true);
    await someoneWatching(stranger.page).waitFor();
    await someoneWatching(owner.page).waitFor();
    await studio.change({ title: renamed });
    await stranger.page.getByRole('heading', { name: renamed, level: 1 }).waitFor();
  });

  it('refuses the old key after a rotation, and takes the new one', async () => {
    await encoder?.leave();
    await studio.rotateKey();
    const renewed = await studio.copyAddress();
    expect(renewed).not.toBe(address);
    await waitFor('the old one is refused', async () => !(await isLetIn(address)), patience);
    await waitFor('the new one is let in', () => isLetIn(renewed), patience);
  });

  it('logs out every browser when its owner says so', async () => {
    const elsewhere = await arrive();
    await elsewhere.goTo('/login?next=%2Fprofile');
    await logIn(elsewhere.page, account);
    await elsewhere.page.getByRole('heading', { name: 'Profile', level: 1 }).waitFor();
    await logOutEverywhere(owner.page);
    // Its access token goes on for some minutes; a page that is loaded anew asks for another.
    elsewhere.allow(/401 .*\/api\/auth\/refresh$/);
    await elsewhere.page.reload();
    await elsewhere.page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
  });
});
