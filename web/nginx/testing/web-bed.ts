/** A real nginx, started by start-web.sh, between upstreams of a test's own. */
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { connect } from 'node:http2';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect } from 'vitest';

const run = promisify(execFile);
const script = join(import.meta.dirname, '../start-web.sh');
const templates = join(import.meta.dirname, '..');

const freePort = async (): Promise<number> => {
  const server = createSocket().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Where everything is that nginx reads and writes, while the tests of a file run. */
export let directory: string;

/** The certificate that nginx shows from now on. */
export const writeCertificate = async (commonName: string): Promise<void> => {
  const [key, certificate] = [join(directory, 'tls/tls.key'), join(directory, 'tls/tls.crt')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-subj', `/CN=${commonName}`];
  await run('openssl', ['req', '-x509', '-nodes', '-days', '2', ...kind, '-keyout', key, '-out', certificate]);
  await chmod(key, 0o644);
};

/** Asks for a page on a new connection; throws where HTTP/2 is not spoken. */
export const askOverHttp2 = async (url: string, path = '/watch/live/main') => {
  const session = connect(url, { rejectUnauthorized: false });
  try {
    const stream = session.request({ ':path': path });
    const [headers] = await once(stream, 'response');
    const { socket } = session;
    const commonName = socket instanceof TLSSocket ? socket.getPeerCertificate().subject.CN : undefined;
    return { status: headers[':status'], commonName, headers };
  } finally {
    session.destroy();
  }
};

/** Makes {@link directory} before the tests of a file, and removes it after them. */
export const useWebDirectory = (): void => {
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubecast-web-'));
    // Run as root, nginx's workers are somebody else; in its pod all are the same user.
    await chmod(directory, 0o755);
    await mkdir(join(directory, 'root/assets'), { recursive: true });
    await mkdir(join(directory, 'tls'));
    for (const page of ['index', 'home', 'live', 'embed'])
      await writeFile(join(directory, `root/${page}.html`), `<title>${page}</title>`);
    await writeFile(join(directory, 'root/icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const script = `export const a = '${'a'.repeat(2000)}';`;
    await writeFile(join(directory, 'root/assets/app-1a2b.js'), script);
    await writeFile(join(directory, 'root/assets/app-1a2b.js.gz'), gzipSync(`${script}// compressed ahead`));
    await writeCertificate('first');
  });
  afterAll(() => rm(directory, { recursive: true }));
};

/** The script's variables, with these in addition. */
export const environment = (values: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: `${process.env.PATH}:/usr/sbin`,
  KUBECAST_EDGE: '127.0.0.1:1',
  KUBECAST_WEB_ROOT: join(directory, 'root'),
  KUBECAST_TLS_DIRECTORY: join(directory, 'tls'),
  KUBECAST_RUN_DIRECTORY: directory,
  KUBECAST_NGINX_TEMPLATES: templates,
  ...values,
});

/** Starts the script; what it prints is in the file at `logPath`, since nginx opens /dev/stdout and Node's pipes are sockets. */
export const startScript = async (parameters: readonly string[], values: Record<string, string>) => {
  const logPath = join(directory, `log-${randomUUID()}`);
  await using log = await open(logPath, 'a');
  const child = spawn('sh', [script, ...parameters], { env: environment(values), stdio: ['ignore', log.fd, log.fd] });
  return { child, readLog: () => readFile(logPath, 'utf8') };
};

/** What stands behind nginx and remembers what it was asked. */
export const startUpstream = async (listener: RequestListener) => {
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
export const startWeb = async (values: Record<string, string> = {}) => {
  const edge = await startUpstream(playlist);
  const [httpPort, tlsPort] = [await freePort(), await freePort()];
  const { child: nginx, readLog } = await startScript([], {
    ...values,
    KUBECAST_EDGE: edge.address,
    KUBECAST_HTTP_PORT: String(httpPort),
    KUBECAST_TLS_PORT: String(tlsPort),
  });
  const url = `http://127.0.0.1:${httpPort}`;
  const askHealth = (): Promise<string | undefined> =>
    fetch(`${url}/healthz`).then(
      (reply) => reply.text(),
      () => undefined,
    );
  await expect.poll(askHealth, { timeout: 20_000 }).toBe('ok\n');
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
