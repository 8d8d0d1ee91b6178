import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, type ClientRequest, createServer, IncomingMessage, type RequestListener, request } from 'node:http';
import { connect } from 'node:http2';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'start-web.sh');
const template = join(import.meta.dirname, 'nginx.conf.template');
const query = 'expires=1&signature=secretsignature';

const freePort = async (): Promise<number> => {
  const server = createSocket().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

let directory: string;

const writeCertificate = async (commonName: string): Promise<void> => {
  const [key, certificate] = [join(directory, 'tls/tls.key'), join(directory, 'tls/tls.crt')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-subj', `/CN=${commonName}`];
  await run('openssl', ['req', '-x509', '-nodes', '-days', '2', ...kind, '-keyout', key, '-out', certificate]);
  await chmod(key, 0o644);
};

/** Asks for a page on a new connection; throws where HTTP/2 is not spoken. */
const askOverHttp2 = async (url: string, path = '/watch/live/main') => {
  const session = connect(url, { rejectUnauthorized: false });
  try {
    const stream = session.request({ ':path': path });
    const [headers] = await once(stream, 'response');
    const { socket } = session;
    const commonName = socket instanceof TLSSocket ? socket.getPeerCertificate().subject.CN : undefined;
    return { status: headers[':status'], commonName };
  } finally {
    session.destroy();
  }
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-web-'));
  // Run as root, nginx's workers are somebody else; in its pod all are the same user.
  await chmod(directory, 0o755);
  await mkdir(join(directory, 'root/assets'), { recursive: true });
  await mkdir(join(directory, 'tls'));
  await writeFile(join(directory, 'root/index.html'), '<title>home</title>');
  await writeFile(join(directory, 'root/watch.html'), '<title>watch</title>');
  await writeFile(join(directory, 'root/assets/app-1a2b.js'), `export const a = '${'a'.repeat(2000)}';`);
  await writeCertificate('first');
});
afterAll(() => rm(directory, { recursive: true }));

const environment = (values: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: `${process.env.PATH}:/usr/sbin`,
  KUBECAST_EDGE: '127.0.0.1:1',
  KUBECAST_WEB_ROOT: join(directory, 'root'),
  KUBECAST_TLS_DIRECTORY: join(directory, 'tls'),
  KUBECAST_RUN_DIRECTORY: directory,
  KUBECAST_NGINX_TEMPLATE: template,
  ...values,
});

/** Starts the script; what it prints is in the file at `logPath`, since nginx opens /dev/stdout and Node's pipes are sockets. */
const startScript = async (parameters: readonly string[], values: Record<string, string>) => {
  const logPath = join(directory, `log-${randomUUID()}`);
  await using log = await open(logPath, 'a');
  const child = spawn('sh', [script, ...parameters], { env: environment(values), stdio: ['ignore', log.fd, log.fd] });
  return { child, readLog: () => readFile(logPath, 'utf8') };
};

const testConfiguration = async (values: Record<string, string>) => {
  const { child, readLog } = await startScript(['-t'], values);
  const [code] = await once(child, 'exit');
  return { code: Number(code), output: await readLog() };
};

/** What stands behind nginx and remembers what it was asked. */
const startUpstream = async (listener: RequestListener) => {
  const seen: Pick<IncomingMessage, 'url' | 'headers'>[] = [];
  const server = createServer((incoming, response) => {
    seen.push({ url: incoming.url, headers: incoming.headers });
    listener(incoming, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { server, seen, close, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const playlist: RequestListener = (_incoming, response) => {
  response.writeHead(200, {
    'Cache-Control': 'public, no-cache',
    'Content-Type': 'application/vnd.apple.mpegurl',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end('#EXTM3U\n'.repeat(200));
};

/** A fake edge behind a real nginx, until disposed of. */
const startWeb = async (values: Record<string, string> = {}) => {
  const edge = await startUpstream(playlist);
  const [httpPort, tlsPort] = [await freePort(), await freePort()];
  const { child: nginx, readLog } = await startScript([], {
    ...values,
    KUBECAST_EDGE: edge.address,
    KUBECAST_HTTP_PORT: String(httpPort),
    KUBECAST_TLS_PORT: String(tlsPort),
  });
  const url = `http://127.0.0.1:${httpPort}`;
  await expect
    .poll(() =>
      fetch(`${url}/healthz`).then(
        (reply) => reply.text(),
        () => undefined,
      ),
    )
    .toBe('ok\n');
  return {
    url,
    tlsUrl: `https://127.0.0.1:${tlsPort}`,
    seen: edge.seen,
    readLog,
    [Symbol.asyncDispose]: async () => {
      const exited = once(nginx, 'exit');
      nginx.kill('SIGQUIT');
      await exited;
      edge.close();
    },
  };
};

describe('start-web.sh', () => {
  it.each([
    ['without a certificate', { KUBECAST_TLS_DIRECTORY: '/nowhere' }, false],
    ['with a certificate', {}, true],
    ['with an api', { KUBECAST_API: '127.0.0.1:2' }, true],
  ])('renders what nginx takes %s', async (_what, values, hasTls) => {
    expect(await testConfiguration(values)).toMatchObject({
      code: 0,
      output: expect.stringContaining('test is successful'),
    });
    const rendered = await readFile(join(directory, 'nginx.conf'), 'utf8');
    expect(rendered.includes('listen 8443 ssl http2;')).toBe(hasTls);
    expect(rendered).not.toMatch(/@[A-Z_]+@/);
  });

  it('names every variable that is wrong', async () => {
    const values = { KUBECAST_EDGE: 'edge; evil', KUBECAST_API: 'api', KUBECAST_HTTP_PORT: 'http' };
    const expected = { code: 78, output: expect.stringMatching(/KUBECAST_EDGE.*KUBECAST_API.*KUBECAST_HTTP_PORT/s) };
    expect(await testConfiguration(values)).toMatchObject(expected);
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
  it('serves pages fresh, hashed files for ever, each with the same guards', async () => {
    await using web = await startWeb();
    const titles = ['/', '/index.html', '/watch/live/main', '/watch/live/main/?a=b'].map(async (path) => {
      const reply = await fetch(web.url + path);
      return [(await reply.text()).match(/<title>([^<]*)</)?.[1], reply.headers.get('cache-control')];
    });
    expect(await Promise.all(titles)).toEqual([
      ['home', 'no-cache'],
      ['home', 'no-cache'],
      ['watch', 'no-cache'],
      ['watch', 'no-cache'],
    ]);
    const asset = await fetch(`${web.url}/assets/app-1a2b.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-encoding')).toBe('gzip');
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
    expect(await askOverHttp2(web.tlsUrl)).toEqual({ status: 200, commonName: 'first' });
    await writeCertificate('renewed');
    expect(await askOverHttp2(web.tlsUrl)).toEqual({ status: 200, commonName: 'renewed' });
  });
});

const acknowledge: RequestListener = (incoming, response) => {
  incoming.resume().on('end', () => {
    const own = { 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'" };
    response.writeHead(200, { ...own, 'X-Content-Type-Options': 'nosniff', 'Content-Type': 'application/json' });
    response.end('{}');
  });
};

/** What a request gets, read to its end, or the answer that takes its connection over. */
const answerTo = async (asking: ClientRequest): Promise<IncomingMessage> => {
  const answered = await Promise.race([once(asking, 'upgrade'), once(asking, 'response')]);
  const [answer] = z
    .tuple([z.instanceof(IncomingMessage)])
    .rest(z.unknown())
    .parse(answered);
  if (answer.statusCode === 101) return answer.destroy();
  await once(answer.resume(), 'end');
  return answer;
};

const upgradeTo = async (url: string, protocol: string): Promise<number | undefined> =>
  (await answerTo(request(url, { headers: { Connection: 'Upgrade', Upgrade: protocol } }).end())).statusCode;

describe('nginx.conf.template, for the api', () => {
  it('hands it the request as the browser sent it, and who sent it', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    const headers = { 'X-Forwarded-For': '192.0.2.7', 'X-Forwarded-Host': 'evil.example', 'X-Request-Id': 'mine' };
    await fetch(`${web.url}/api/videos?q=a%2Fb&limit=2`, { headers });
    expect(api.seen[0]?.url).toBe('/api/videos?q=a%2Fb&limit=2');
    const { host, connection, upgrade, ...forwarded } = api.seen[0]?.headers ?? {};
    expect({ host, upgrade }).toEqual({ host: new URL(web.url).host, upgrade: undefined });
    expect(connection).not.toBe('close');
    expect(forwarded).toMatchObject({
      'x-forwarded-for': '192.0.2.7, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(forwarded).not.toHaveProperty('x-forwarded-host');
    api.close();
  });

  it('says that a request came by TLS when it did, here or before an Ingress', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    await fetch(`${web.url}/api/auth/me`, { headers: { 'X-Forwarded-Proto': 'https' } });
    await fetch(`${web.url}/api/auth/me`, { headers: { 'X-Forwarded-Proto': 'ftp' } });
    await askOverHttp2(web.tlsUrl, '/api/auth/me');
    expect(api.seen.map(({ headers }) => headers['x-forwarded-proto'])).toEqual(['https', 'http', 'https']);
    expect(api.seen[2]?.headers.host).toBe(new URL(web.tlsUrl).host);
    api.close();
  });

  it('leaves it to the api what a browser may do with its answers', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    const { headers } = await fetch(`${web.url}/api/docs`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    api.close();
  });

  it('takes a body of 64 KiB and refuses a larger one as the api would', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    const post = (bytes: number) => fetch(`${web.url}/api/streams`, { method: 'POST', body: 'a'.repeat(bytes) });
    expect((await post(65_536)).status).toBe(200);
    const refused = await post(65_537);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([413, 'application/problem+json']);
    expect(await refused.json()).toMatchObject({ status: 413, code: 'BodyTooLarge', requestId: expect.any(String) });
    expect(api.seen).toHaveLength(1);
    api.close();
  });

  it('says that the api is away, in its words, when nobody answers', async () => {
    await using web = await startWeb({ KUBECAST_API: '127.0.0.1:1' });
    const reply = await fetch(`${web.url}/api/streams`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    expect(reply.headers.get('retry-after')).toBe('2');
    expect(await reply.json()).toMatchObject({ status: 503, code: 'ApiUnavailable' });
  });

  it('leaves errors of the api as they are', async () => {
    const api = await startUpstream((_incoming, response) => response.writeHead(502).end('its own'));
    await using web = await startWeb({ KUBECAST_API: api.address });
    const reply = await fetch(`${web.url}/api/streams`);
    expect([reply.status, await reply.text()]).toEqual([502, 'its own']);
    api.close();
  });

  it.each([
    ['GET', 2],
    ['POST', 1],
  ])('sends a %s whose connection broke %i times', async (method, times) => {
    let requests = 0;
    const api = await startUpstream((incoming, response) => {
      requests += 1;
      // The first opens the connection that is kept, the second is broken.
      if (requests === 2) incoming.socket.destroy();
      else acknowledge(incoming, response);
    });
    await using web = await startWeb({ KUBECAST_API: api.address });
    // By one connection, so that one of nginx's processes has it all.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await answerTo(request(`${web.url}/api/streams`, { agent }).end())).toMatchObject({ statusCode: 200 });
    const reply = await answerTo(request(`${web.url}/api/streams`, { agent, method }).end());
    expect([reply.statusCode, api.seen.length - 1]).toEqual([times === 2 ? 200 : 503, times]);
    agent.destroy();
    api.close();
  });

  it('opens a WebSocket, and no other upgrade', async () => {
    const api = await startUpstream(acknowledge);
    api.server.on('upgrade', (incoming, socket) => {
      socket.end(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${incoming.headers.upgrade}\r\nConnection: Upgrade\r\n\r\n`,
      );
    });
    await using web = await startWeb({ KUBECAST_API: api.address });
    expect(await upgradeTo(`${web.url}/api/realtime`, 'websocket')).toBe(101);
    expect(await upgradeTo(`${web.url}/api/realtime`, 'h2c')).toBe(200);
    api.close();
  });

  it('logs no query', async () => {
    const api = await startUpstream(acknowledge);
    await using web = await startWeb({ KUBECAST_API: api.address });
    await fetch(`${web.url}/api/realtime?token=secret`);
    await expect.poll(web.readLog).toContain('"path":"/api/realtime"');
    expect(await web.readLog()).not.toContain('secret');
    api.close();
  });

  it('has no api where none is named', async () => {
    await using web = await startWeb();
    expect((await fetch(`${web.url}/api/streams`)).status).toBe(404);
  });
});
