/** What nginx.conf.template lets browsers do with pages, and clients do to it. */
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askOverHttp2, directory, startUpstream, startWeb, useWebDirectory } from './testing/web-bed.ts';

useWebDirectory();

const policyAt = async (url: string): Promise<Readonly<Record<string, string>>> => {
  const policy = (await fetch(url)).headers.get('content-security-policy') ?? '';
  return Object.fromEntries(policy.split('; ').map((rule) => rule.split(/ (.*)/s, 2)));
};

describe('nginx.conf.template, for browsers', () => {
  it.each([
    ['none', '', "'self'"],
    ['one', 'https://blog.example.org', "'self' https://blog.example.org"],
    ['many', 'https://*.example.org,http://localhost:3000', "'self' https://*.example.org http://localhost:3000"],
  ])('lets pages of the allowed origins frame the embedded player alone: %s', async (_count, origins, expected) => {
    await using web = await startWeb({ KUBECAST_EMBED_ORIGINS: origins });
    expect(await policyAt(`${web.url}/embed/live/main`)).toMatchObject({ 'frame-ancestors': expected });
    for (const path of ['/', '/watch/live/main', '/login', '/embed/none', '/embed.html']) {
      expect(await policyAt(web.url + path)).toMatchObject({ 'frame-ancestors': "'self'" });
    }
  });

  it('lets pages run, load and send to what is their own', async () => {
    await using web = await startWeb();
    const policy = await policyAt(web.url);
    expect(policy).toMatchObject({ 'default-src': "'none'", 'script-src': "'self'", 'form-action': "'self'" });
    expect(JSON.stringify(policy)).not.toContain('unsafe');
    const { headers } = await fetch(web.url);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('fullscreen=(self), picture-in-picture=(self), camera=()'),
    });
  });

  it('has browsers come by TLS that came by it, here or before an Ingress', async () => {
    const api = await startUpstream(({ url, socket }, response) => {
      if (url === '/api/away') socket.destroy();
      else response.end();
    });
    await using web = await startWeb({ KUBECAST_API: api.address });
    const tlsAt = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(web.url + path, { headers })).headers.get('strict-transport-security');
    expect([await tlsAt('/'), await tlsAt('/api/streams')]).toEqual([null, null]);
    const behindIngress = { 'X-Forwarded-Proto': 'https' };
    for (const path of ['/', '/none', '/assets/none.js', '/api/streams', '/api/away']) {
      expect(await tlsAt(path, behindIngress)).toBe('max-age=31536000');
    }
    const { headers } = await askOverHttp2(web.tlsUrl);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    api.close();
  });

  it('says of TLS what it was told to', async () => {
    await using web = await startWeb({ KUBECAST_HSTS_SECONDS: '0', KUBECAST_HSTS_SUBDOMAINS: 'true' });
    const { headers } = await askOverHttp2(web.tlsUrl);
    expect(headers['strict-transport-security']).toBe('max-age=0; includeSubDomains');
  });
});

const from = (addresses: string) => ({ headers: { 'X-Forwarded-For': addresses } });

const askAtOnce = (url: string, requests: number, options?: RequestInit): Promise<Response[]> =>
  Promise.all(Array.from({ length: requests }, () => fetch(url, options)));

const isRefused = ({ status }: Response): boolean => status === 429;

const countRefused = async (url: string, requests: number, options?: RequestInit): Promise<number> =>
  (await askAtOnce(url, requests, options)).filter(isRefused).length;

/** Of what nginx says in the api's place. */
const guards = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };

describe('nginx.conf.template, for clients that want too much', () => {
  // One a second and ten at once: of forty some are refused, and of ten some that come after them.
  const tight = { KUBECAST_REQUESTS_PER_SECOND: '1', KUBECAST_PROXIES_IN_FRONT: '1' };

  it('answers an address that asks for pages without end with 429 and when to come again', async () => {
    await using web = await startWeb(tight);
    const refused = (await askAtOnce(web.url, 40)).find(isRefused);
    expect(Object.fromEntries(refused?.headers ?? [])).toMatchObject({
      'retry-after': '1',
      'cache-control': 'no-cache',
    });
  });

  it('counts neither media nor the api', async () => {
    const api = await startUpstream((_incoming, response) => response.end());
    await using web = await startWeb({ ...tight, KUBECAST_API: api.address });
    for (const path of [
      '/live-streams/live/main/master.m3u8',
      '/storage/vod-videos/a/b.mp4',
      '/api/streams',
      '/healthz',
    ])
      expect(await countRefused(web.url + path, 40)).toBe(0);
    api.close();
  });

  it('tells addresses apart by what the proxy in front appended, whatever a client wrote before it', async () => {
    await using web = await startWeb(tight);
    expect(await countRefused(web.url, 40, from('198.51.100.1, 192.0.2.1'))).toBeGreaterThan(0);
    expect(await countRefused(web.url, 10, from('198.51.100.2, 192.0.2.1'))).toBeGreaterThan(0);
    expect(await countRefused(web.url, 10, from('192.0.2.2'))).toBe(0);
  });

  it('takes 64 bits of an IPv6 address for one', async () => {
    await using web = await startWeb(tight);
    expect(await countRefused(web.url, 40, from('2001:db8:0:1::1'))).toBeGreaterThan(0);
    expect(await countRefused(web.url, 10, from('2001:db8:0:1:2:3:4:5'))).toBeGreaterThan(0);
    expect(await countRefused(web.url, 10, from('2001:db8:0:2::1'))).toBe(0);
  });

  it('believes no X-Forwarded-For where there is no proxy in front', async () => {
    await using web = await startWeb({ KUBECAST_REQUESTS_PER_SECOND: '1' });
    expect(await countRefused(web.url, 40, from('192.0.2.1'))).toBeGreaterThan(0);
    expect(await countRefused(web.url, 10, from('192.0.2.2'))).toBeGreaterThan(0);
  });

  it('refuses more requests at a time to the api than an address may have, in its words, and no media', async () => {
    const held: (() => void)[] = [];
    const api = await startUpstream((_incoming, response) => void held.push(() => response.end()));
    await using web = await startWeb({ KUBECAST_API: api.address, KUBECAST_CONNECTIONS: '2' });
    const waiting = [fetch(`${web.url}/api/streams`), fetch(`${web.url}/api/videos`)];
    await expect.poll(() => held.length).toBe(2);
    const refused = await fetch(`${web.url}/api/streams`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refused.json()).toMatchObject({ status: 429, code: 'TooManyRequests' });
    expect(Object.fromEntries(refused.headers)).toMatchObject(guards);
    expect((await fetch(`${web.url}/live-streams/live/main/master.m3u8`)).status).toBe(200);
    for (const answer of held) answer();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
    api.close();
  });

  it('refuses no file that a page needs because others are slow to arrive', async () => {
    await using web = await startWeb({ KUBECAST_CONNECTIONS: '1' });
    const asset = join(directory, 'root/assets/slow.bin');
    await writeFile(asset, '');
    // More than sockets hold, of holes.
    await truncate(asset, 256 * 1024 * 1024);
    const slow = await Promise.all([1, 2].map(() => fetch(`${web.url}/assets/slow.bin`)));
    expect(slow.map(({ status }) => status)).toEqual([200, 200]);
    for (const { body } of slow) await body?.cancel();
  });

  it('reads a header of blanks at once', async () => {
    await using web = await startWeb({ KUBECAST_PROXIES_IN_FRONT: '1' });
    const blanks = ' '.repeat(7500);
    for (const addresses of [`a,${blanks}b`, `a,b${blanks}c`]) {
      expect((await fetch(web.url, from(addresses))).status).toBe(200);
    }
    // nginx says so when it gives up matching.
    expect(await web.readLog()).not.toContain('pcre2_match');
  });
});
