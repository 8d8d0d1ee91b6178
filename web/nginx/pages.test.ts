/** What nginx.conf.template does for the app's pages: what is there, and what is not. */
import { describe, expect, it } from 'vitest';
import { startWeb, useWebDirectory } from './testing/web-bed.ts';

const id = '0b0f8a3e-5a3c-5e0f-9d6e-3f1a2b3c4d5e';

useWebDirectory();

const lookAt = async (url: string) => {
  const reply = await fetch(url, { redirect: 'manual' });
  const title = (await reply.text()).match(/<title>([^<]*)</)?.[1];
  return [reply.status, title, reply.headers.get('cache-control')];
};

describe('nginx.conf.template, for pages', () => {
  it('answers the addresses of the app with it, to be asked for each time', async () => {
    await using web = await startWeb();
    const pages = [
      ['/', 'home'],
      ['/?q=a&tag=b', 'home'],
      ['/watch/live/main', 'live'],
      ['/watch/live/main/?a=b', 'live'],
      ...[`/videos/${id}`, '/studio', `/studio/${id}`, '/my-videos', '/profile'].map(
        (path) => [path, 'index'] as const,
      ),
      ...['/login?next=%2Fstudio', '/register', '/register/'].map((path) => [path, 'index'] as const),
    ] as const;
    const seen = await Promise.all(pages.map(async ([path]) => [path, ...(await lookAt(web.url + path))]));
    expect(seen).toEqual(pages.map(([path, page]) => [path, 200, page, 'no-cache']));
  });

  it('answers the address of an embedded player with that alone', async () => {
    await using web = await startWeb();
    expect(await lookAt(`${web.url}/embed/live/main`)).toEqual([200, 'embed', 'no-cache']);
    expect(await lookAt(`${web.url}/embed/live/main/?autoplay=1&muted=1`)).toEqual([200, 'embed', 'no-cache']);
  });

  it('answers any other address with the app and 404', async () => {
    await using web = await startWeb();
    const paths = [
      ...['/none', '/watch', '/watch/live', '/watch/live/main/more', '/watch/Live/main', '/watch/-a/main'],
      ...['/videos', '/videos/1', `/videos/${id}/more`, '/studio/main', '/login/more', '/embed', '/embed/live'],
      ...['/index.html', '/home.html', '/live.html', '/embed.html', '/assets', '/.git/config', '/%20'],
    ];
    const seen = await Promise.all(paths.map(async (path) => [path, ...(await lookAt(web.url + path))]));
    expect(seen).toEqual(paths.map((path) => [path, 404, 'index', 'no-cache']));
  });

  it('gives a missing asset no page in its place', async () => {
    await using web = await startWeb();
    expect(await lookAt(`${web.url}/assets/none-1a2b.js`)).toEqual([404, '404 Not Found', 'no-cache']);
  });

  it('has files without a hash asked for each time', async () => {
    await using web = await startWeb();
    const reply = await fetch(`${web.url}/icon.svg`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(reply.headers.get('cache-control')).toBe('no-cache');
  });

  it('takes no POST for a page', async () => {
    await using web = await startWeb();
    expect((await fetch(`${web.url}/studio`, { method: 'POST' })).status).toBe(405);
  });
});
