/** Which pages a browser lets show the embedded player: the site as it is shipped, behind a real nginx, in real Chromium. */
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWeb, useWebDirectory } from '../web/nginx/testing/web-bed.ts';
import { launchBrowser } from './src/browser.ts';
import { type BuiltPage, buildPage } from './src/faulty-origin/build-page.ts';

let browser: Browser;
let site: BuiltPage;

useWebDirectory();
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), buildPage()]);
  // nginx's workers are somebody else.
  await chmod(site.directory, 0o755);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

/** A site of somebody else's with a page around one frame; the frame's address is its query. */
const startHost = async () => {
  const server = createServer(({ url = '' }, response) => {
    const framed = new URL(url, 'http://host').searchParams.get('frame');
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(`<!doctype html><title>Blog</title><iframe src="${framed}" width="640" height="360"></iframe>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void server.close() };
};

describe('the embedded player', () => {
  it('is shown in pages of an allowed origin, in no other, and no other page of ours is', async () => {
    using allowed = await startHost();
    using stranger = await startHost();
    await using web = await startWeb({
      KUBECAST_WEB_ROOT: site.directory,
      KUBECAST_EMBED_ORIGINS: `https://blog.example.org,${allowed.origin}`,
    });
    const isShown = async (origin: string, path: string): Promise<boolean> => {
      const page = await browser.newPage();
      await page.goto(`${origin}/?frame=${encodeURIComponent(web.url + path)}`);
      const play = page.frameLocator('iframe').getByRole('button', { name: 'Play main' });
      const brand = page.frameLocator('iframe').getByRole('link', { name: 'Kubecast, home page' });
      const refused = page.frames().some((frame) => frame.url().startsWith('chrome-error:'));
      if (!refused) await play.or(brand).waitFor();
      await page.close();
      return !refused;
    };
    expect(await isShown(allowed.origin, '/embed/live/main')).toBe(true);
    expect(await isShown(stranger.origin, '/embed/live/main')).toBe(false);
    expect(await isShown(allowed.origin, '/watch/live/main')).toBe(false);
  });

  it('begins with a click, leads to the page of the stream, and says what it shows', async () => {
    await using web = await startWeb({ KUBECAST_WEB_ROOT: site.directory });
    const page = await browser.newPage();
    const refused: string[] = [];
    page.on('console', (message) => message.text().includes('Content Security Policy') && refused.push(message.text()));
    await page.goto(`${web.url}/embed/live/main`);
    expect(await page.title()).toBe('main · Kubecast');
    expect(await page.getByRole('link', { name: /Watch on Kubecast/ }).getAttribute('href')).toBe('/watch/live/main');
    expect(web.seen.map(({ url }) => url)).toEqual(['/live-streams/live/main/thumbnail.jpg']);
    await page.getByRole('button', { name: 'Play main' }).click();
    await page.locator('[data-player]').waitFor();
    await expect
      .poll(() => web.seen.map(({ url }) => url), { timeout: 20_000 })
      .toContain('/live-streams/live/main/master.m3u8');
    expect(refused).toEqual([]);
    await page.close();
  });
});
