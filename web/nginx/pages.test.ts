/** What nginx.conf.template does for the app's pages: what is there, and what is not. */
import type { RouteObject } from 'react-router';
import { describe, expect, it } from 'vitest';
import { routes } from '../src/app/routes.tsx';
import { startWeb, useWebDirectory } from './testing/web-bed.ts';

const pathsOf = (branch: readonly RouteObject[]): readonly string[] =>
  branch.flatMap(({ path, children = [] }) => [...(path === undefined ? [] : [path]), ...pathsOf(children)]);

const id = '0b0f8a3e-5a3c-5e0f-9d6e-3f1a2b3c4d5e';

/** The app's own, with a sample for each parameter. */
const routePaths = pathsOf(routes)
  .filter((path) => path !== '*')
  .map((path) => path.replace(':id', id).replace(/:\w+/g, 'main'));

useWebDirectory();

const pageOf = (path: string): string => {
  if (path === '/') return 'home';
  return path.startsWith('/watch/') ? 'live' : 'index';
};

const lookAt = async (url: string) => {
  const reply = await fetch(url, { redirect: 'manual' });
  const title = (await reply.text()).match(/<title>([^<]*)</)?.[1];
  return [reply.status, title, reply.headers.get('cache-control')];
};

describe('nginx.conf.template, for pages', () => {
  it('answers the addresses of the app with it, to be asked for each time', async () => {
    await using web = await startWeb();
    const pages = [
      ...routePaths.map((path) => [path, pageOf(path)] as const),
      ...[
        ['/?q=a&tag=b', 'home'],
        ['/watch/live/main/?a=b', 'live'],
        ['/login?next=%2Fstudio', 'index'],
        ['/register/', 'index'],
      ],
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
