import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  askOverHttp2,
  directory,
  environment,
  startScript,
  startWeb,
  useWebDirectory,
  writeCertificate,
} from './testing/web-bed.ts';

const query = 'expires=1&signature=secretsignature';

useWebDirectory();

const testConfiguration = async (values: Record<string, string>) => {
  const { child, readLog } = await startScript(['-t'], values);
  const [code] = await once(child, 'exit');
  return { code: Number(code), output: await readLog() };
};

describe('start-web.sh', () => {
  it.each([
    ['without a certificate', { KUBECAST_TLS_DIRECTORY: '/nowhere' }, false],
    ['with a certificate', {}, true],
    ['with an api', { KUBECAST_API: '127.0.0.1:2' }, true],
    ['without limits', { KUBECAST_REQUESTS_PER_SECOND: '0', KUBECAST_CONNECTIONS: '0' }, true],
  ])('renders what nginx takes %s', async (_what, values, hasTls) => {
    expect(await testConfiguration(values)).toMatchObject({
      code: 0,
      output: expect.stringContaining('test is successful'),
    });
    const rendered = await readFile(join(directory, 'nginx.conf'), 'utf8');
    expect(rendered.includes('listen 8443 ssl http2;')).toBe(hasTls);
    expect(rendered).not.toMatch(/@[A-Z_]+@/);
  });

  it.each([
    ['KUBECAST_REQUESTS_PER_SECOND', 'limit_req'],
    ['KUBECAST_CONNECTIONS', 'limit_conn'],
  ])('has nginx count nobody where %s is 0', async (variable, directive) => {
    const uses = new RegExp(`^\\s*${directive}(_zone)? `, 'm');
    await testConfiguration({});
    expect(await readFile(join(directory, 'nginx.conf'), 'utf8')).toMatch(uses);
    await testConfiguration({ [variable]: '0' });
    expect(await readFile(join(directory, 'nginx.conf'), 'utf8')).not.toMatch(uses);
  });

  it.each(['99999', '010', '-1', '1e3'])('takes no number of connections that is none: %j', async (number) => {
    const output = expect.stringContaining('KUBECAST_CONNECTIONS: should be a number of at most 65535');
    expect(await testConfiguration({ KUBECAST_CONNECTIONS: number })).toMatchObject({ code: 78, output });
  });

  it('names every variable that is wrong', async () => {
    const values = { KUBECAST_EDGE: 'edge; evil', KUBECAST_API: 'api', KUBECAST_HTTP_PORT: 'http' };
    const expected = { code: 78, output: expect.stringMatching(/KUBECAST_EDGE.*KUBECAST_API.*KUBECAST_HTTP_PORT/s) };
    expect(await testConfiguration(values)).toMatchObject(expected);
  });

  it.each([
    'blog.example.org',
    'https://blog.example.org/',
    'https://blog.example.org https://a.example.org',
    "https://a.example.org,'none'",
    'https://*',
    'https://a.*.org',
    "https://a.example.org; script-src 'unsafe-inline'",
  ])('takes no origin for embedding that is none: %s', async (origins) => {
    const output = expect.stringContaining(
      'KUBECAST_EMBED_ORIGINS: should be origins such as https://blog.example.org',
    );
    expect(await testConfiguration({ KUBECAST_EMBED_ORIGINS: origins })).toMatchObject({ code: 78, output });
  });
});

/** A resolver that says what the shell commands in `script` say; gives the PATH that has it. */
const resolveBy = async (script: string): Promise<string> => {
  const bin = join(directory, `bin-${randomUUID()}`);
  await mkdir(bin);
  await writeFile(join(bin, 'getent'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return `${bin}:${environment({}).PATH}`;
};

describe('start-web.sh, before the name of its edge is known', () => {
  it('waits, says so a few times, and becomes nginx when the name is there', async () => {
    const asked = join(directory, 'asked');
    const PATH = await resolveBy(`echo "$2" >> "${asked}"; test "$(wc -l < "${asked}")" -eq 6`);
    const { child, readLog } = await startScript(['-t'], { PATH });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await readFile(asked, 'utf8')).toBe('127.0.0.1\n'.repeat(6));
    // After 0, 1, 2 and 4 s.
    expect((await readLog()).match(/Waiting for the name of the edge/g)).toHaveLength(4);
    expect(await readLog()).toContain('test is successful');
  });

  it('waits for the name of the api as well', async () => {
    const asked = join(directory, 'asked-both');
    const PATH = await resolveBy(`echo "$2" >> "${asked}"`);
    const { child } = await startScript(['-t'], { PATH, KUBECAST_EDGE: 'localhost:1', KUBECAST_API: '127.0.0.1:2' });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await readFile(asked, 'utf8')).toBe('localhost\n127.0.0.1\n');
  });

  it('waits for no name when the edge is an IPv6 address', async () => {
    const PATH = await resolveBy('exit 2');
    const { child, readLog } = await startScript(['-t'], { PATH, KUBECAST_EDGE: '[::1]:8080' });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await readLog()).toContain('test is successful');
  });

  it.each(['SIGTERM', 'SIGQUIT'] as const)('ends at once by %s, in the middle of a look', async (signal) => {
    const looking = join(directory, `looking-${signal}`);
    const PATH = await resolveBy(`: > "${looking}"; exec sleep 300`);
    const { child, readLog } = await startScript(['-t'], { PATH });
    const exited = once(child, 'exit');
    await expect.poll(() => readFile(looking, 'utf8').catch(() => undefined)).toBe('');
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
    expect(await readLog()).toBe('');
  });
});

describe('nginx.conf.template', () => {
  it('serves hashed files for ever, as they were compressed ahead, and each with the same guards', async () => {
    await using web = await startWeb();
    const asset = await fetch(`${web.url}/assets/app-1a2b.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect([asset.headers.get('content-encoding'), asset.headers.get('vary')]).toEqual(['gzip', 'Accept-Encoding']);
    expect(await asset.text()).toContain('compressed ahead');
    const plain = await fetch(`${web.url}/assets/app-1a2b.js`, { headers: { 'Accept-Encoding': 'identity' } });
    expect(await plain.text()).not.toContain('compressed ahead');
    const missing = await fetch(`${web.url}/assets/none.js`);
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-cache']);
    for (const reply of [asset, missing, await fetch(web.url)]) {
      expect(reply.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(reply.headers.get('content-security-policy')).not.toContain('unsafe');
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
      expect(reply.headers.get('server')).toBe('nginx');
    }
  });

  it('never calls a page unchanged by its date and size, since all files of an image have one date', async () => {
    await using web = await startWeb();
    const headers = { 'If-Modified-Since': new Date().toUTCString(), 'If-None-Match': '*' };
    const reply = await fetch(web.url, { headers });
    expect([reply.status, reply.headers.get('etag'), reply.headers.get('last-modified')]).toEqual([200, null, null]);
  });

  it('hands the edge the very path and query, keeps what it says, and keeps its connection', async () => {
    await using web = await startWeb();
    for (const path of ['/live-streams/live/main/master.m3u8?_HLS_msn=1', '/storage/vod-videos/a%2Fb?x=1']) {
      const reply = await fetch(web.url + path);
      expect(reply.headers.get('cache-control')).toBe('public, no-cache');
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
      expect(reply.headers.get('content-encoding')).toBe('gzip');
      expect(await reply.text()).toBe('#EXTM3U\n'.repeat(200));
    }
    expect(web.seen.map(({ url }) => url)).toEqual([
      '/live-streams/live/main/master.m3u8?_HLS_msn=1',
      '/storage/vod-videos/a%2Fb?x=1',
    ]);
    expect(web.seen[0]?.headers.connection).not.toBe('close');
  });

  it('logs neither queries nor tokens', async () => {
    await using web = await startWeb();
    const paths = [
      `/storage/vod-videos/a/video.mp4?${query}`,
      '/live-streams/~secrettoken/live/main/master.m3u8',
      `/live-streams/%7Esecrettoken/live/main/master.m3u8?${query}`,
      `//live-streams/~secrettoken/live/main/master.m3u8`,
      '/live-streams/~secrettoken',
    ];
    for (const path of paths) await (await fetch(web.url + path)).text();
    const readLines = async () => (await web.readLog()).split('\n').filter((line) => line.startsWith('{'));
    await expect.poll(async () => (await readLines()).length).toBe(paths.length);
    expect(await web.readLog()).not.toContain('secret');
    const logged = (await readLines()).map((line): unknown => JSON.parse(line));
    expect(logged[1]).toMatchObject({
      path: '/live-streams/~token/live/main/master.m3u8',
      status: 200,
      upstreamStatus: '200',
    });
  });

  it('speaks HTTP/2 over TLS, and takes a renewed certificate without a restart', async () => {
    await using web = await startWeb();
    expect(await askOverHttp2(web.tlsUrl)).toMatchObject({ status: 200, commonName: 'first' });
    await writeCertificate('renewed');
    expect(await askOverHttp2(web.tlsUrl)).toMatchObject({ status: 200, commonName: 'renewed' });
  });
});
